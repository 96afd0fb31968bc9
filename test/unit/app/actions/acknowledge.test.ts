import {describe, expect, it} from 'vitest';
import {ACTION, ALERT_PROP, type AlertProps} from '#contract';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, KEY, problem, startHarness} from '../../../support/app/harness';

const shown = (harness: AppHarness): AlertProps => harness.post.props[ALERT_PROP] as AlertProps;
const looks = (harness: AppHarness): string[] =>
    harness.chat.history.map(({props}) => (props[ALERT_PROP] as AlertProps).look);

describe('a verified acknowledgement', () => {
    it('opens the dialog, acknowledges, reads back, and only then says acknowledged', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        expect(harness.chat.dialogs).toHaveLength(1);
        expect(harness.monitoring.reads).toBe(0);

        expect(await harness.submit({comment: 'replacing the disk', sticky: true})).toEqual({});
        await harness.app.idle();

        expect(looks(harness)).toEqual(['problem', 'acknowledging', 'acknowledged']);
        expect(harness.monitoring.commands).toEqual([
            {
                target: {hostUuid: problem().hostuuid, serviceUuid: problem().serviceuuid},
                author: 'Jane Roe (@jane)',
                comment: 'replacing the disk',
                sticky: true,
                notify: false,
                hostAndServices: false,
            },
        ]);
        expect(shown(harness).acknowledgement).toMatchObject({
            author: 'Jane Roe (@jane)',
            comment: 'replacing the disk',
            via: 'mattermost',
        });
        expect(harness.chat.replies.map(({message}) => message)).toEqual([
            'Acknowledged by Jane Roe (@\u200bjane): replacing the disk',
        ]);
        expect(harness.chat.told).toEqual([]);
        expect(harness.actions().map(({id}) => id)).toEqual([ACTION.removeAcknowledgement, ACTION.more]);
    });

    it('says not confirmed and offers Retry when the queue takes it but nothing happens', async () => {
        const harness = await startHarness();
        harness.monitoring.applies = false;
        await harness.notify();
        await harness.acknowledge();
        await harness.app.idle();

        expect(looks(harness)).toEqual(['problem', 'acknowledging', 'not_confirmed']);
        expect(shown(harness).failure).toContain('did not show it within 15 s');
        expect(harness.actions().map(({id}) => id)).toEqual([ACTION.retry, ACTION.acknowledge, ACTION.more]);

        harness.monitoring.applies = true;
        await harness.app.pressAction(harness.pressOf(ACTION.retry));
        await harness.app.idle();
        expect(shown(harness).look).toBe('acknowledged');
        expect(harness.monitoring.commands.map(({comment}) => comment)).toEqual([
            'replacing the disk',
            'replacing the disk',
        ]);
    });

    it('reads back instead of repeating when openITCOCKPIT did not answer in time', async () => {
        const harness = await startHarness();
        harness.monitoring.failures.acknowledge = new AppError('openitcockpit_timeout', 'no answer');
        await harness.notify();
        await harness.acknowledge();
        await harness.app.idle();
        expect(shown(harness).look).toBe('acknowledged');
        expect(harness.monitoring.commands).toHaveLength(1);
    });

    it.each([
        ['openitcockpit_key_rejected', 'openITCOCKPIT rejected the API key.'],
        ['openitcockpit_right_missing', 'The role lacks NagiosModule.Cmd.submit.'],
        ['openitcockpit_not_found', 'openITCOCKPIT does not know the host.'],
        ['openitcockpit_tls', 'The certificate comes from an unknown authority.'],
        ['misconfigured', 'Wrong setting.'],
    ] as const)('shows exactly why on %s, which waiting does not heal', async (code, sentence) => {
        const harness = await startHarness();
        harness.monitoring.applies = false;
        harness.monitoring.failures.acknowledge = new AppError(code, sentence);
        await harness.notify();
        await harness.acknowledge();
        await harness.app.idle();
        expect(shown(harness)).toMatchObject({look: 'not_confirmed', failure: sentence});
        expect(harness.chat.told.at(-1)).toMatchObject({weight: 'warning', message: `Not confirmed: ${sentence}`});
    });

    it('does nothing twice on a double click', async () => {
        const harness = await startHarness();
        await harness.notify();
        const press = harness.pressOf(ACTION.acknowledge);
        await harness.app.pressAction(press);
        await harness.app.pressAction({...press, triggerId: 'second'});
        const [first, second] = harness.chat.dialogs.map(({dialog}) => dialog.state);
        const answers = await Promise.allSettled([
            harness.submit({comment: 'one'}, {state: first ?? ''}),
            harness.submit({comment: 'two'}, {state: second ?? ''}),
        ]);
        await harness.app.idle();
        expect(answers.map(({status}) => status).sort()).toEqual(['fulfilled', 'rejected']);
        expect(harness.monitoring.commands).toHaveLength(1);
    });

    it('lets one of two people win and tells the other who', async () => {
        const harness = await startHarness();
        const bob = harness.chat.addUser('bob');
        await harness.notify();
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge, {userId: bob.id}));
        const [janes, bobs] = harness.chat.dialogs.map(({dialog}) => dialog.state);
        await harness.submit({comment: 'mine'}, {state: janes ?? ''});
        await expect(harness.submit({comment: 'no, mine'}, {state: bobs ?? '', userId: bob.id})).rejects.toThrow(
            'Jane Roe (@jane) is already acknowledging this problem.',
        );
        await harness.app.idle();
        expect(shown(harness).acknowledgement?.comment).toBe('mine');
    });

    it('shows who acknowledged it elsewhere, and sends nothing', async () => {
        const harness = await startHarness();
        await harness.notify();
        harness.monitoring.status = {
            ...harness.monitoring.status,
            acknowledged: true,
            acknowledgement: {author: 'Admin', comment: 'in the UI', sticky: false},
        };
        await harness.acknowledge();
        await harness.app.idle();
        expect(shown(harness).acknowledgement).toMatchObject({
            author: 'Admin',
            comment: 'in the UI',
            via: 'openitcockpit',
        });
        expect(harness.monitoring.commands).toEqual([]);
        expect(harness.chat.told.at(-1)?.message).toBe('Already acknowledged in openITCOCKPIT by Admin.');
    });

    it('waits for the right record when the flag is set before it', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        const read = harness.monitoring.readStatus.bind(harness.monitoring);
        let calls = 0;
        harness.monitoring.readStatus = async () => {
            calls += 1;
            const status = await read();
            return calls === 2
                ? {
                      ...status,
                      acknowledged: true,
                      acknowledgement: {author: 'Old', comment: 'earlier problem', sticky: true},
                  }
                : status;
        };
        await harness.submit({comment: 'now'});
        await harness.app.idle();
        expect(shown(harness).acknowledgement).toMatchObject({author: 'Jane Roe (@jane)', comment: 'now'});
    });

    it('says recovered when the problem is over before the command is sent', async () => {
        const harness = await startHarness();
        await harness.notify();
        harness.monitoring.status = {...harness.monitoring.status, state: 'OK', output: 'fine'};
        await harness.acknowledge();
        await harness.app.idle();
        expect(shown(harness)).toMatchObject({look: 'recovered', state: 'OK', output: 'fine'});
        expect(harness.monitoring.commands).toEqual([]);
        expect(harness.actions()).toEqual([]);
    });

    it('refuses an object the key may read but not edit, which the command endpoint would not', async () => {
        const harness = await startHarness();
        await harness.notify();
        harness.monitoring.status = {...harness.monitoring.status, mayEdit: false};
        await harness.acknowledge();
        await harness.app.idle();
        expect(shown(harness).failure).toContain('write permission');
        expect(harness.monitoring.commands).toEqual([]);
    });

    it('does not remove an acknowledgement of an object the key may read but not edit', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.acknowledge();
        await harness.app.idle();
        harness.monitoring.status = {...harness.monitoring.status, mayEdit: false};
        await harness.app.pressAction(harness.pressOf(ACTION.removeAcknowledgement));
        await harness.app.idle();
        expect(harness.monitoring.removals).toEqual([]);
        expect(shown(harness).look).toBe('acknowledged');
        expect(harness.chat.told.at(-1)).toMatchObject({message: expect.stringContaining('write permission')});
        expect(await harness.audit.recent({limit: 1})).toMatchObject([
            {action: 'remove_acknowledgement', result: 'not_sent', detail: expect.stringContaining('write permission')},
        ]);
    });

    it('takes an interrupted acknowledgement up after a restart without sending it twice', async () => {
        const before = await startHarness();
        await before.notify();
        const asked = {
            author: 'Jane Roe (@jane)',
            userId: 'u',
            username: 'jane',
        };
        const details = {comment: 'sent before the stop', sticky: true, notify: false, hostAndServices: false};
        const at = Math.floor(before.clock.now() / 1000);
        await before.store.update(
            KEY,
            (record) =>
                record && {
                    ...record,
                    look: 'acknowledging',
                    ack: {...asked, ...details, at, via: 'mattermost'},
                    pending: [
                        {
                            ...asked,
                            id: 'a',
                            postId: record.posts[0]?.postId ?? '',
                            channelId: record.posts[0]?.channelId ?? '',
                            askedAt: at,
                            sentAt: at,
                            attempts: 1,
                            request: {kind: 'acknowledge', ...details},
                        },
                    ],
                },
        );
        const after = await startHarness({}, before.folder, before.chat, before.monitoring);
        let reads = 0;
        const read = after.monitoring.readStatus.bind(after.monitoring);
        after.monitoring.readStatus = async () => {
            reads += 1;
            const acknowledgement = {author: 'Jane Roe (@jane)', comment: 'sent before the stop', sticky: true};
            return reads < 3 ? read() : {...(await read()), acknowledged: true, acknowledgement};
        };
        after.app.resume();
        await after.app.idle();
        expect(shown(after).look).toBe('acknowledged');
        expect(after.monitoring.commands).toEqual([]);
    });

    it('uses a quick reason without a dialog, and only a configured one', async () => {
        const harness = await startHarness();
        await harness.notify();
        await expect(
            harness.app.pressAction(harness.pressOf(ACTION.quickReason, {selectedOption: 'rm -rf /'})),
        ).rejects.toMatchObject({code: 'bad_request'});
        await harness.app.pressAction(harness.pressOf(ACTION.quickReason, {selectedOption: 'Known issue'}));
        await harness.app.idle();
        expect(shown(harness).acknowledgement?.comment).toBe('Known issue');
        expect(harness.chat.dialogs).toEqual([]);
    });

    it('removes an acknowledgement, read back as well', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.acknowledge();
        await harness.app.idle();
        const answer = await harness.app.pressAction(harness.pressOf(ACTION.removeAcknowledgement));
        expect(answer.ephemeralText).toBe('Removing the acknowledgement…');
        await harness.app.idle();
        expect(shown(harness).look).toBe('problem');
        expect(harness.chat.replies.at(-1)?.message).toContain('removed the acknowledgement');
    });

    it('keeps the post acknowledged when the removal does not show', async () => {
        const harness = await startHarness();
        await harness.notify();
        await harness.acknowledge();
        await harness.app.idle();
        harness.monitoring.applies = false;
        await harness.app.pressAction(harness.pressOf(ACTION.removeAcknowledgement));
        await harness.app.idle();
        expect(shown(harness).look).toBe('acknowledged');
        expect(harness.chat.told.at(-1)).toMatchObject({weight: 'warning'});
    });
});
