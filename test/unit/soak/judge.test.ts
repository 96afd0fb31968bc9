import {describe, expect, it} from 'vitest';
import {type Evidence, isClean, judge} from '../../soak/judge';
import type {LedgerPost} from '../../soak/post_ledger';

const post = (fields: Partial<LedgerPost> & {readonly id: string}): LedgerPost => ({
    service: 'ping',
    problems: new Set([1]),
    look: 'problem',
    state: 'CRITICAL',
    ...fields,
});

const CRITICAL = {uuid: 'ping', name: 'Ping', number: 1, state: 2, acknowledged: false};

const judged = (evidence: Partial<Evidence>) =>
    judge({
        services: [CRITICAL],
        posts: [post({id: 'a'})],
        delivered: new Set(['ping#1']),
        commands: new Map(),
        promised: [],
        ...evidence,
    });

describe('the judge of the kills and the soak', () => {
    it('has nothing to say about a post that tells the truth', () => {
        expect(isClean(judged({}))).toBe(true);
        const recovered = post({id: 'a', look: 'recovered', state: 'OK'});
        expect(isClean(judged({services: [{...CRITICAL, state: 0}], posts: [recovered]}))).toBe(true);
        const acknowledged = post({id: 'a', look: 'acknowledged'});
        const services = [{...CRITICAL, acknowledged: true}];
        expect(isClean(judged({services, posts: [acknowledged], commands: new Map([['press 1', [100]]])}))).toBe(true);
    });

    it('finds a lost alert, but only one whose sender was told that it had arrived', () => {
        expect(judged({posts: []}).lost).toEqual(['ping#1 has no post']);
        expect(isClean(judged({posts: [], delivered: new Set()}))).toBe(true);
    });

    it('finds a doubled post once, although the second one is never changed again', () => {
        const posts = [post({id: 'a', look: 'recovered', state: 'OK'}), post({id: 'b'})];
        const {doubledPosts, wrong} = judged({services: [{...CRITICAL, state: 0}], posts});
        expect(doubledPosts).toEqual(['ping#1 has 2 posts']);
        expect(wrong).toEqual([]);
    });

    it('finds two posts of one problem that both tell the truth', () => {
        const services = [{...CRITICAL, number: 2}];
        const posts = [post({id: 'a', problems: new Set([1, 2])}), post({id: 'b', problems: new Set([2])})];
        expect(judged({services, posts}).doubledPosts).toEqual(['ping#2 has 2 open posts']);
    });

    it('lets the post of an earlier problem have shown the next one, if its end was never told', () => {
        const services = [{...CRITICAL, number: 2}];
        const earlier = {id: 'a', problems: new Set([1, 2])};
        const posts = [post({...earlier, look: 'recovered', state: 'OK'}), post({id: 'b', problems: new Set([2])})];
        expect(isClean(judged({services, posts}))).toBe(true);
        expect(judged({services, posts: [post({...earlier, state: 'WARNING'}), ...posts.slice(1)]}).wrong).toEqual([
            'Ping is problem CRITICAL, but post a shows problem WARNING',
        ]);
    });

    it('finds a doubled command', () => {
        expect(judged({commands: new Map([['press 1', [100, 107, 130]]])}).doubledCommands).toEqual([
            '“press 1” was sent again after 7 s',
            '“press 1” was sent again after 30 s',
        ]);
    });

    it.each([
        ['green, while the service is CRITICAL', {look: 'recovered', state: 'OK'}],
        ['another state', {state: 'WARNING'}],
        ['acknowledged, while it is not', {look: 'acknowledged'}],
        ['for ever acknowledging', {look: 'acknowledging'}],
    ] as const)('finds a wrong state: %s', (_name, fields) => {
        expect(judged({posts: [post({id: 'a', ...fields})]}).wrong).toHaveLength(1);
    });

    it('finds the open post of a problem that is over', () => {
        expect(judged({services: [{...CRITICAL, state: 0}]}).wrong).toEqual([
            'Ping is OK, but post a shows problem CRITICAL',
        ]);
        const later = {...CRITICAL, number: 2};
        const posts = [post({id: 'a'}), post({id: 'b', problems: new Set([2])})];
        expect(judged({services: [later], posts}).wrong).toHaveLength(1);
    });

    it('finds an acknowledgement that was accepted and then forgotten', () => {
        const promised = [{service: 'ping', number: 1}];
        expect(judged({promised}).forgotten).toHaveLength(1);
        const services = [{...CRITICAL, number: 2}];
        expect(judged({services, promised}).forgotten).toEqual([]);
    });
});
