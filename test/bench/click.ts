import {setTimeout as sleep} from 'node:timers/promises';
import {WebSocket} from 'ws';
import {ACTION, type AlertProps} from '#contract';
import type {BenchDoubles} from './doubles';
import type {Handler} from './handler';
import {parallel, quantile, type Row, row} from './measure';

/** Presses of each post: enough that the 99th of a hundred is not simply the first after the start. */
const PRESSES = 10;

interface Seen {
    readonly look: string;
    readonly at: number;
}

/** Presses Acknowledge on 60 posts, submits the dialogs, and times every change of the posts as a client sees it. */
export const benchClicks = async (doubles: BenchDoubles, handler: Handler): Promise<Row[]> => {
    const watcher = await watch(doubles);
    const click: number[] = [];
    const pending: number[] = [];
    const verified: number[] = [];
    const alert: number[] = [];
    /** In Unix milliseconds, by the services' UUIDs. */
    const seen: Record<string, {readonly submitted: number; readonly verified: number}> = {};
    await parallel(doubles.serviceUuids, 3, async (serviceuuid) => {
        const posted = performance.now();
        const {post_id} = await handler.notify({
            type: 'Service',
            notificationtype: 'PROBLEM',
            hostuuid: doubles.hostUuid,
            serviceuuid,
            hostname: 'web01',
            servicename: 'Check',
            state: '2',
            output: 'CRITICAL',
        });
        alert.push(performance.now() - posted);
        for (let press = 0; press < PRESSES; press += 1) {
            const pressed = performance.now();
            await call(doubles, `/posts/${post_id}/actions/${ACTION.acknowledge}`, {selected_option: ''});
            click.push(performance.now() - pressed);
        }
        const dialog = await watcher.dialogOf(post_id);
        const submitted = performance.now();
        await call(doubles, '/actions/dialogs/submit', {
            type: 'dialog_submission',
            url: dialog.url,
            callback_id: dialog.dialog.callback_id,
            state: dialog.dialog.state,
            channel_id: doubles.channelId,
            team_id: doubles.teamId,
            submission: {comment: 'measured'},
        });
        pending.push((await watcher.lookOf(post_id, 'acknowledging')) - submitted);
        const at = await watcher.lookOf(post_id, 'acknowledged');
        verified.push(at - submitted);
        seen[serviceuuid] = {submitted: performance.timeOrigin + submitted, verified: performance.timeOrigin + at};
    });
    watcher.close();
    const shown = await doubles.acknowledgedAt();
    const meanOf = (take: (uuid: string) => number) => mean(Object.keys(seen).map(take)).toFixed(0);
    const both = (numbers: number[]) =>
        `p50 ${quantile(numbers, 0.5).toFixed(0)} ms, p99 ${quantile(numbers, 0.99).toFixed(0)} ms`;
    const p99 = quantile(click, 0.99);
    return [
        row('alert → post (notification request until the post exists), 60 alerts, 3 at once', both(alert)),
        row(
            `click → dialog (press until Mattermost has answered the client), ${click.length} clicks, 3 at once`,
            both(click),
            'p99 ≤ 50 ms',
            p99 <= 50,
        ),
        row('… the very first', `${(click[0] ?? 0).toFixed(0)} ms`),
        row('submit → *acknowledging…* on the post', both(pending)),
        row('submit → verified on the post', both(verified)),
        row(
            '… of this, until openITCOCKPIT shows it, mean',
            `${meanOf((uuid) => (shown[uuid] ?? Number.NaN) - (seen[uuid]?.submitted ?? Number.NaN))} ms`,
        ),
        row(
            '… and from then on, mean (the pauses between two looks)',
            `${meanOf((uuid) => (seen[uuid]?.verified ?? Number.NaN) - (shown[uuid] ?? Number.NaN))} ms`,
        ),
    ];
};

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const call = async ({mattermostUrl, janeToken}: BenchDoubles, path: string, body: unknown): Promise<void> => {
    const response = await fetch(`${mattermostUrl}/api/v4${path}`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', Authorization: `Bearer ${janeToken}`},
        body: JSON.stringify(body),
    });
    if (!response.ok) {
        throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    }
};

interface OpenDialog {
    url: string;
    dialog: {callback_id: string; state: string};
}

/** Jane's websocket, as her client has it. */
const watch = async (doubles: BenchDoubles) => {
    const looks = new Map<string, Seen[]>();
    const dialogs = new Map<string, OpenDialog>();
    const socket = new WebSocket(`${doubles.mattermostUrl.replace('http', 'ws')}/api/v4/websocket`);
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({seq: 1, action: 'authentication_challenge', data: {token: doubles.janeToken}}));
    socket.on('message', (raw) => {
        const at = performance.now();
        const {event, data} = JSON.parse(String(raw)) as {event?: string; data: Record<string, string>};
        if (event === 'post_edited') {
            const post = JSON.parse(data.post ?? '{}') as {id: string; props: {oitc_alert: AlertProps}};
            looks.set(post.id, [...(looks.get(post.id) ?? []), {look: post.props.oitc_alert.look, at}]);
        } else if (event === 'open_dialog') {
            const dialog = JSON.parse(data.dialog ?? '{}') as OpenDialog;
            dialogs.set(dialog.dialog.callback_id.split(':')[1] ?? '', dialog);
        }
    });
    const until = async <T>(attempt: () => T | undefined): Promise<T> => {
        for (;;) {
            const found = attempt();
            if (found !== undefined) {
                return found;
            }
            await sleep(1);
        }
    };
    return {
        dialogOf: (postId: string) => until(() => dialogs.get(postId)),
        lookOf: (postId: string, look: string) =>
            until(() => looks.get(postId)?.find((seen) => seen.look === look)?.at),
        close: () => socket.close(),
    };
};
