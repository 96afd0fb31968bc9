import {describe, expect, it} from 'vitest';
import type {DoctorStep} from '#contract';
import {createDoctor} from '../../../../server-proxy/src/app/doctor/doctor';
import type {DoctorContext} from '../../../../server-proxy/src/app/doctor/doctor_context';
import {AppError} from '../../../../server-proxy/src/domain/errors';

const SKIPPED = ['post', 'press', 'edit', 'remove'];

/** Mattermost refuses our account; openITCOCKPIT is not configured. Remembers what was posted. */
const openSite = () => {
    const posted: {readonly message: string; readonly props: Readonly<Record<string, unknown>>}[] = [];
    const refuse = () => Promise.reject(new AppError('mattermost_token_rejected', 'The bot token is wrong.'));
    const asked: string[] = [];
    const context = {
        monitoring: {whoAmI: refuse, tryQueue: refuse, findHosts: refuse, sendHostNotification: refuse},
        chat: {
            whoAmI: refuse,
            createPost: async (_channel: string, content: (typeof posted)[number]) => {
                posted.push(content);
                return {postId: `post${posted.length}`, channelId: 'channel'};
            },
            updatePost: async (_post: string, content: (typeof posted)[number]) => void posted.push(content),
            readPost: async () => ({message: '', props: {}, channelId: '', userId: '', rootId: ''}),
            deletePost: async () => undefined,
            directChannel: async () => 'direct',
        },
        settings: {
            openitcockpitUrl: '',
            defaultChannel: 'ops/alerts',
            twoWay: true,
            signingSecrets: ['secret-of-the-tests'],
            actionsUrl: '/plugins/x/api/v1/actions',
            connection: {viaProxy: false, verifiesTls: true},
            actionPolicy: {name: 'everyone'},
        },
        clock: {now: () => 0, sleep: async () => undefined},
        addresses: {},
        post: async () => ({status: 200, json: {}}),
        expectTest: async (host: string) => {
            asked.push(host);
            return false;
        },
        notificationWaitMs: 0,
        nonce: () => 'mark',
        wrongSettings: () => undefined,
    } as unknown as DoctorContext;
    const testAlerts = () => posted.filter(({props}) => JSON.stringify(props).includes('integration'));
    return {doctor: createDoctor(context), posted, asked, testAlerts};
};

const results = (steps: readonly DoctorStep[], names: readonly string[]) =>
    steps.filter(({name}) => names.includes(name)).map(({name, result}) => `${name} ${result}`);

const ALL_SKIPPED = SKIPPED.map((name) => `${name} skipped`);

describe('Doctor posts no test alert where Mattermost would get no further than we did', () => {
    it('on the command line', async () => {
        const {doctor, testAlerts} = openSite();
        const steps = await doctor.runAll({
            language: 'en',
            channel: '',
            host: '',
            press: async () => undefined,
            onStep: () => undefined,
            onWait: () => undefined,
        });
        expect(results(steps, SKIPPED)).toEqual(ALL_SKIPPED);
        expect(testAlerts()).toEqual([]);
    });

    it('in the direct message', async () => {
        const {doctor, posted, testAlerts} = openSite();
        await doctor.tellPerson('jane', 'en', '');
        const steps = Object.values(posted.at(-1)?.props ?? {}).flat() as DoctorStep[];
        expect(results(steps, SKIPPED)).toEqual(ALL_SKIPPED);
        expect(testAlerts()).toEqual([]);
    });

    it('in the System Console, which says what failed before', async () => {
        const {doctor, testAlerts} = openSite();
        const {steps, press} = await doctor.examine({part: 'post', language: 'en', failed: ['mattermost']}, 'jane');
        expect(results(steps, SKIPPED)).toEqual(ALL_SKIPPED);
        expect(press).toBeUndefined();
        expect(testAlerts()).toEqual([]);
    });
});

describe('Doctor asks for no notification after a failure', () => {
    it('in the System Console', async () => {
        const {doctor, asked} = openSite();
        const {steps} = await doctor.examine(
            {part: 'notification', language: 'en', host: 'web01', failed: ['key']},
            'jane',
        );
        expect(results(steps, ['notification'])).toEqual(['notification skipped']);
        expect(asked).toEqual([]);
    });
});
