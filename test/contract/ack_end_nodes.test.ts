import {describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import type {Application} from '../../server-proxy/src/app/use_cases';
import {AppError} from '../../server-proxy/src/domain/errors';
import {alertPost, attachmentOf, questionsOf, shownAlert} from '../support/app/ack_ends';
import {KEY, problem} from '../support/app/harness';
import type {Cluster} from '../support/app/node';
import {kvCluster} from '../support/plugin_host/kv_cluster';

const MINUTE = 60_000;

/** Two nodes that share one table; jane has acknowledged for an hour through the first. */
const twoNodes = async () => {
    const {cluster, stores} = await kvCluster();
    const {chat, clock, monitoring} = cluster;
    monitoring.undated = false;
    monitoring.now = () => clock.now();
    chat.now = () => clock.now();
    const jane = chat.addUser('jane', {fullName: 'Jane Roe'});
    const [first, second] = cluster.nodes as [Application, Application];
    await cluster.notify(problem() as Readonly<Record<string, string>>);
    await clock.sleep(3000);
    const press = (node: Application, {postId, channelId}: {postId: string; channelId: string}, token: string) =>
        node.pressAction({
            userId: jane.id,
            postId,
            channelId,
            triggerId: `${Math.random()}`,
            token,
            selectedOption: '',
        });
    const tokenOf = (post: Parameters<typeof attachmentOf>[0], action: string): string =>
        attachmentOf(post).actions?.find(({id}) => id === action)?.integration.context.token ?? '';
    const post = alertPost(cluster);
    await press(first, post, tokenOf(post, ACTION.acknowledge));
    const {state} = chat.dialogs.at(-1)?.dialog ?? {};
    const submission = {comment: 'restarting it', length: '1h'};
    await first.submitDialog({userId: jane.id, channelId: post.channelId, state, submission});
    await cluster.idle();
    expect(shownAlert(cluster).look).toBe('acknowledged');
    const turns = async (): Promise<void> => {
        await Promise.all([first.endAcknowledgements(), second.endAcknowledgements()]);
        await cluster.idle();
    };
    return {cluster, chat, clock, monitoring, first, second, store: stores[0], turns, press, tokenOf};
};

const ends = ({chat}: Cluster): number =>
    chat.replies.filter(({message}) => message.includes('come to its end')).length;

describe('two nodes', () => {
    it('at the end of an acknowledgement remove it once', async () => {
        const {cluster, clock, monitoring, turns} = await twoNodes();
        await clock.sleep(61 * MINUTE);
        await turns();
        await turns();
        expect(monitoring.removals).toHaveLength(1);
        expect(ends(cluster)).toBe(1);
        expect(shownAlert(cluster).look).toBe('problem');
    });

    it('ask the person once, whose press the other node takes', async () => {
        const {cluster, clock, monitoring, turns, press, tokenOf, second} = await twoNodes();
        await clock.sleep(46 * MINUTE);
        await turns();
        await turns();
        const [question, ...more] = questionsOf(cluster);
        expect(more).toEqual([]);
        if (!question) {
            throw new Error('nobody was asked');
        }
        await press(second, question, tokenOf(question, 'ackendrelease'));
        await cluster.idle();
        await turns();
        expect(monitoring.removals).toHaveLength(1);
        expect(attachmentOf(questionsOf(cluster)[0] as never)).toMatchObject({text: 'You released it.'});
    });

    it('extended on one and released on the other at once: one of both', async () => {
        const {cluster, clock, monitoring, turns, press, tokenOf, first, second} = await twoNodes();
        await clock.sleep(46 * MINUTE);
        await turns();
        const question = questionsOf(cluster)[0] as never;
        const results = await Promise.allSettled([
            press(first, question, tokenOf(question, 'ackendextend')),
            press(second, question, tokenOf(question, 'ackendrelease')),
        ]);
        await cluster.idle();
        expect(results.filter(({status}) => status === 'fulfilled')).toHaveLength(1);
        const isExtended = results[0]?.status === 'fulfilled';
        expect(monitoring.removals).toHaveLength(isExtended ? 0 : 1);
        expect(shownAlert(cluster).look).toBe(isExtended ? 'acknowledged' : 'problem');
    });

    it('of which one stops at the moment of the end: the other removes it, once', async () => {
        const {cluster, clock, monitoring, first, second, store} = await twoNodes();
        await clock.sleep(61 * MINUTE);
        // The first has stored that it is to be removed, and gets no further.
        monitoring.failures = {read: new AppError('openitcockpit_unreachable', 'away')};
        await first.endAcknowledgements();
        await first.idle();
        expect((await store.get(KEY))?.pending).toHaveLength(1);
        monitoring.failures = {};
        await second.endAcknowledgements();
        second.resume();
        await second.idle();
        await second.endAcknowledgements();
        await second.idle();
        expect((await store.get(KEY))?.pending).toBeUndefined();
        expect(monitoring.removals).toHaveLength(1);
        expect(ends(cluster)).toBe(1);
        expect(shownAlert(cluster).look).toBe('problem');
    });
});
