import {describe, expect, it} from 'vitest';
import {HealthMonitor} from '../../../../server-proxy/src/app/health/health_monitor';
import {actionPolicy} from '../../../../server-proxy/src/domain/action/action_policy';
import {AppError, type ErrorCode} from '../../../../server-proxy/src/domain/errors';
import {FakeChat, FakeMonitoring, RecordingLogger} from '../../../support/app/fakes';

type Deps = Partial<ConstructorParameters<typeof HealthMonitor>[0]>;

const monitor = (deps: Deps = {}) => {
    const chat = new FakeChat();
    const monitoring = new FakeMonitoring();
    const logger = new RecordingLogger();
    return {chat, monitoring, logger, health: new HealthMonitor({chat, monitoring, logger, version: '1.2.3', ...deps})};
};

const failing = (code: ErrorCode) => async () => {
    throw new AppError(code, `because of ${code}`);
};

describe('health', () => {
    it('is up when both neighbours answer, and knows the version', async () => {
        const {health} = monitor();
        await health.check();
        expect(health.report()).toEqual({status: 'up', version: '1.2.3', reasons: [], openitcockpit_version: '5.3.0'});
    });

    it.each([
        ['openitcockpit_unreachable', 'degraded'],
        ['openitcockpit_timeout', 'degraded'],
        ['openitcockpit_key_rejected', 'misconfigured'],
        ['openitcockpit_not_configured', 'misconfigured'],
        ['misconfigured', 'misconfigured'],
    ] as const)('%s makes it %s, with the sentence', async (code, status) => {
        const {health, monitoring} = monitor();
        monitoring.whoAmI = failing(code);
        await health.check();
        expect(health.report()).toMatchObject({status, reasons: [`because of ${code}`]});
    });

    const webParts = {check: async () => undefined, said: () => [], findings: () => ({})};

    it.each([
        ['as a plugin', {webParts}],
        ['as a service', {}],
    ])('%s runs on a Mattermost that is newer than all that were tested, and notes it', async (_door, deps) => {
        const {health, chat} = monitor(deps);
        chat.whoAmI = async () => ({version: '13.1.0', username: 'openitcockpit'});
        await health.check();
        const note = expect.stringContaining('Not tested with Mattermost 13.1.0');
        expect(health.report()).toMatchObject({status: 'up', reasons: [], notes: [note]});
        expect(health.report('de').notes).toEqual([expect.stringContaining('Nicht getestet mit Mattermost 13.1.0')]);
        chat.whoAmI = async () => ({version: '11.6.0', username: 'openitcockpit'});
        await health.check();
        expect(health.report()).not.toHaveProperty('notes');
    });

    it('names a Mattermost that is too old for the plugin; the service takes it', async () => {
        for (const [deps, reasons] of [
            [{webParts}, [expect.stringContaining('Mattermost 11.0.0 is older than 11.1')]],
            [{}, []],
        ] as const) {
            const {health, chat} = monitor(deps);
            chat.whoAmI = async () => ({version: '11.0.0', username: 'openitcockpit'});
            await health.check();
            expect(health.report().reasons).toEqual(reasons);
        }
    });

    it('says first why newer settings are not in use, as long as they are not', async () => {
        let wrong: string | undefined = 'Wrong setting: Emojis must be true or false.';
        const {health, chat} = monitor({wrongSettings: () => wrong});
        chat.failure = new AppError('mattermost_unreachable', 'down');
        await health.check();
        expect(health.report()).toMatchObject({status: 'misconfigured', reasons: [wrong, 'down']});
        wrong = undefined;
        expect(health.report()).toMatchObject({status: 'degraded', reasons: ['down']});
    });

    it('tells of an open circuit and of what is queued', async () => {
        let circuit: 'open' | 'half-open' | 'closed' = 'open';
        let queued = 2;
        const {health} = monitor({circuit: () => circuit, queuedActions: () => queued});
        expect(health.report()).toMatchObject({
            status: 'degraded',
            reasons: [expect.stringMatching(/circuit breaker open.*2 actions are queued/)],
        });
        circuit = 'half-open';
        queued = 1;
        expect(health.report().reasons[0]).toContain('1 action is queued');
        circuit = 'closed';
        expect(health.report().reasons).toEqual([
            'openITCOCKPIT could not be reached; 1 action is queued and will be sent.',
        ]);
        queued = 0;
        expect(health.report()).toMatchObject({status: 'up', reasons: []});
    });

    it('says why times of openITCOCKPIT cannot be dated, as long as they cannot', () => {
        const {health, monitoring} = monitor();
        monitoring.undatable = (language) => (language === 'de' ? 'Unbekannt.' : 'Unknown.');
        expect(health.report()).toMatchObject({status: 'degraded', reasons: ['Unknown.']});
        expect(health.report('de')).toMatchObject({reasons: ['Unbekannt.']});
        monitoring.undatable = undefined;
        expect(health.report()).toMatchObject({status: 'up', reasons: []});
    });

    it('shows the watch the failure of each check, and tells what it found', async () => {
        const looks: (ErrorCode | undefined)[] = [];
        let problems: readonly string[] = [];
        const {health, monitoring} = monitor({
            watch: {
                check: async (failure) => void looks.push(failure?.code),
                report: () => ({
                    problems,
                    heartbeat: {at: 1000, age_seconds: 20},
                    notified: {at: 990, via: 'module', age_seconds: 30},
                }),
            },
        });
        await health.check();
        expect(health.report()).toMatchObject({
            status: 'up',
            heartbeat: {at: 1000, age_seconds: 20},
            last_notification: {via: 'module', age_seconds: 30},
        });
        monitoring.whoAmI = failing('openitcockpit_timeout');
        problems = ['No heartbeat.'];
        await health.check();
        expect(looks).toEqual([undefined, 'openitcockpit_timeout']);
        expect(health.report()).toMatchObject({
            status: 'degraded',
            reasons: ['because of openitcockpit_timeout', 'No heartbeat.'],
        });
    });

    it('speaks the language of whoever reads it', async () => {
        const {health, monitoring} = monitor({circuit: () => 'open', queuedActions: () => 2});
        const identity = await monitoring.whoAmI();
        monitoring.whoAmI = async () => ({...identity, missingRights: ['Hosts.browser'] as never});
        await health.check();
        expect(health.report('de').reasons).toEqual([
            expect.stringContaining('fehlen die Rechte Hosts.browser'),
            expect.stringContaining('2 Aktionen warten'),
        ]);
        monitoring.whoAmI = async () => {
            throw new AppError('openitcockpit_timeout', (language) =>
                language === 'de' ? 'Zu langsam.' : 'Too slow.',
            );
        };
        await health.check();
        expect([health.report('de').reasons[0], health.report().reasons[0]]).toEqual(['Zu langsam.', 'Too slow.']);
    });

    it('tells when openITCOCKPIT is back, once', async () => {
        let times = 0;
        const {health, monitoring} = monitor({
            onMonitoringBack: () => {
                times += 1;
            },
        });
        const works = monitoring.whoAmI.bind(monitoring);
        await health.check();
        monitoring.whoAmI = failing('openitcockpit_unreachable');
        await health.check();
        expect(times).toBe(0);
        monitoring.whoAmI = works;
        await health.check();
        await health.check();
        expect(times).toBe(1);
    });

    it('names missing rights', async () => {
        const {health, monitoring} = monitor();
        const identity = {
            version: '5.3.0',
            userName: 'Matter Most',
            email: '',
            missingRights: ['NagiosModule.Cmd.submit'],
            missingCatchUpRights: [],
            mayListUsers: true,
        };
        monitoring.whoAmI = async () => ({...identity, missingRights: identity.missingRights as never});
        await health.check();
        expect(health.report()).toMatchObject({
            status: 'degraded',
            reasons: [expect.stringContaining('NagiosModule.Cmd.submit')],
        });
    });

    it('logs a problem once, and that it is over', async () => {
        const {health, chat, logger} = monitor();
        chat.failure = new AppError('mattermost_unreachable', 'down');
        await health.check();
        await health.check();
        chat.failure = undefined;
        await health.check();
        expect(logger.lines.map(({message}) => message)).toEqual(['Health problem', 'Health is good again']);
    });

    it.each([
        ['4.8.7', 'v4'],
        ['5.3.0', 'v5'],
    ])('openITCOCKPIT %s has links of style %s', async (version, style) => {
        const {health, monitoring} = monitor();
        monitoring.whoAmI = async () => ({
            version,
            userName: '',
            email: '',
            missingRights: [],
            missingCatchUpRights: [],
            mayListUsers: true,
        });
        await health.check();
        expect(health.linkStyle()).toBe(style);
    });

    it.each([
        ['mapped', [], 'degraded', [/^Nobody can act:.*Identity map/], undefined],
        ['mapped', [['jane', 'Jane Roe']], 'up', [], [/only the people in Identity map/]],
        ['everyone', [], 'up', [], undefined],
    ] as const)(
        'an API key that may not list users, policy %s, table %j: %s',
        async (name, table, status, reasons, notes) => {
            const {health, monitoring} = monitor({policy: actionPolicy(name, [], new Map(table))});
            const identity = await monitoring.whoAmI();
            monitoring.whoAmI = async () => ({...identity, mayListUsers: false});
            await health.check();
            const report = health.report();
            expect(report).toMatchObject({status, reasons: reasons.map((reason) => expect.stringMatching(reason))});
            expect(report.notes).toEqual(notes?.map((note) => expect.stringMatching(note)));
            monitoring.whoAmI = async () => identity;
            await health.check();
            expect(health.report()).toMatchObject({status: 'up', reasons: []});
            expect(health.report().notes).toBeUndefined();
        },
    );
});
