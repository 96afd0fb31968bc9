import {describe, expect, it} from 'vitest';
import {REGISTRY, WHOLE_POST} from '../../../server-proxy/src/plugin_api/mattermost_types';
import {willBeUpdated} from '../../../server-proxy/src/plugin_process/edited_posts';
import {GobEncoder, type GobType, type GobValue, Named} from '../../../server-proxy/src/wire';
import {RecordingLogger} from '../../support/app/fakes';
import {ATTACHMENTS, INTERFACE_CONTENTS, POST, RENAMED_ATTACHMENTS} from '../../support/plugin_host/go_types';
import {decodeAll} from '../../support/wire/decode_all';

/** What the other side makes of a value. */
const across = (type: GobType<never>, value: unknown, registry: ReadonlyMap<string, GobType>): GobValue => {
    const encoder = new GobEncoder(registry);
    encoder.put(type, value as never);
    return decodeAll([Buffer.from(encoder.take())]).values[0] ?? null;
};

/** Attachments as a plugin written in Go puts them into a post. */
const CONTENTS = [
    {
        Fallback: 'f',
        Title: 't',
        Timestamp: 'now',
        Fields: [{Title: 'a', Value: 1.5, Short: true}],
        Actions: [{Id: 'id', Type: 'button', Name: 'n', Integration: {URL: '/x', Context: {k: ['v', 1]}}}],
    },
];
const TYPED = new Named(ATTACHMENTS, CONTENTS);

const WHOLE = {
    Id: 'id',
    CreateAt: 1,
    UpdateAt: 2,
    EditAt: 3,
    IsPinned: true,
    UserId: 'u',
    ChannelId: 'c',
    RootId: 'r',
    OriginalId: 'o',
    Message: 'after',
    MessageSource: 'source',
    Type: 'custom_other',
    Hashtags: '#a',
    Filenames: ['n'],
    FileIds: ['f'],
    PendingPostId: 'p',
    HasReactions: true,
    RemoteId: 'remote',
    ReplyCount: 4,
    LastReplyAt: 5,
    IsFollowing: true,
};

const edit = (post: GobValue, before: GobValue, sessionId: string): GobValue =>
    across(
        WHOLE_POST as GobType<never>,
        willBeUpdated({post, before, sessionId, isOurs: () => false}, new RecordingLogger()).A,
        REGISTRY as ReadonlyMap<string, GobType>,
    );

const arrived = (Props: object): GobValue => across(POST as GobType<never>, {...WHOLE, Props}, INTERFACE_CONTENTS);

describe('a post that is edited', () => {
    it.each([
        ['nothing special', {}],
        ['values of every kind', {a: 'b', n: 1.5, yes: true, none: null, list: [1, 'x', {deep: []}], int: 7n}],
        ['attachments of a plugin written in Go', {attachments: TYPED}],
        ['attachments under their type’s new name', {attachments: new Named(RENAMED_ATTACHMENTS, CONTENTS)}],
        ['a type of its own', {attachments: TYPED, type: 'mine'}],
    ])('goes back whole, as Mattermost sent it: %s', (_, props) => {
        const post = arrived(props);
        for (const sessionId of ['', 'session']) {
            expect(edit(post, arrived({}), sessionId)).toEqual(post);
        }
    });

    it('into an alert has nothing to press, whoever made its attachments', () => {
        const forged = edit(arrived({oitc_alert: {version: 1}, attachments: TYPED}), arrived({}), 'session');
        expect(forged).toMatchObject({Message: 'after', UserId: 'u'});
        expect(JSON.stringify([...((forged as {Props: Map<string, GobValue>}).Props ?? [])])).not.toContain('/x');
    });
});
