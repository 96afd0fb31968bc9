import {describe, expect, it} from 'vitest';
import type {CommandApplication} from '../../../server-proxy/src/app/commands/command';
import type {AuditEntry, AuditFilter} from '../../../server-proxy/src/app/people/audit_log';
import type {ChatUser} from '../../../server-proxy/src/app/posts/chat_port';
import {AppError} from '../../../server-proxy/src/domain/errors';
import {
    answerCommand,
    commandDefinition,
    type TypedCommand,
} from '../../../server-proxy/src/plugin_process/slash_command';
import {auditEntry} from '../../support/audit_suite';

const POST = 'p'.repeat(26);

/** The commands about the audit ask for nothing else. */
const audited = (readAudit: CommandApplication['readAudit']): CommandApplication => ({readAudit}) as CommandApplication;

const typed = (line: string, more: Partial<TypedCommand> = {}): Promise<string> =>
    answerCommand({
        line,
        health: {status: 'up', version: '1.2.3', reasons: []},
        language: 'en',
        timeZone: 'UTC',
        siteUrl: 'https://chat.example.org',
        userId: 'jane',
        channelId: 'town-square',
        teamId: 'ops',
        rootId: '',
        triggerId: '',
        sendSupport: undefined,
        application: audited(async () => []),
        ...more,
    }).then(String);

/** What the command asked the audit for. */
const askedFor = async (line: string): Promise<AuditFilter | undefined> => {
    let asked: AuditFilter | undefined;
    await typed(line, {
        application: audited(async (_user, filter) => {
            asked = filter;
            return [];
        }),
    });
    return asked;
};

const person = (more: Partial<ChatUser>): ChatUser => ({
    id: 'u'.repeat(26),
    username: 'jane',
    fullName: '',
    timeZone: '',
    language: undefined,
    isBot: false,
    isGuest: false,
    isActive: true,
    isSystemAdmin: false,
    provenEmail: '',
    ...more,
});

const shown = (entry: Partial<AuditEntry>, more: Partial<TypedCommand> = {}): Promise<string> =>
    typed('/openitcockpit audit', {application: audited(async () => [auditEntry(entry)]), ...more});

describe('/openitcockpit', () => {
    it.each(['/openitcockpit', '/openitcockpit help', '/openitcockpit  HELP  '])('%s: all words', async (line) => {
        const text = await typed(line);
        expect(text.split('\n').length).toBeLessThanOrEqual(24);
        for (const word of ['status', 'version', 'audit [host]']) {
            expect(text).toContain(`\`/openitcockpit ${word}\``);
        }
    });

    it('says what it does not understand, harmlessly', async () => {
        expect(await typed('/openitcockpit @channel')).toMatch(/^Unknown word "@\u200bchannel"\.\n####/);
        const help = (await typed('/openitcockpit help')).length;
        expect((await typed(`/openitcockpit ${'x'.repeat(9000)}`)).length).toBeLessThan(help + 100);
        expect(await typed('/openitcockpit constructor')).toContain('Unknown word');
    });

    it('speaks German', async () => {
        expect(await typed('/openitcockpit', {language: 'de'})).toContain('wer zuletzt was getan hat');
        expect(await typed('/openitcockpit was', {language: 'de'})).toContain('Unbekanntes Wort');
        const text = await shown({result: 'refused', action: 'recheck'}, {language: 'de'});
        expect(text).toContain('| Wann | Wer | Was | Wo | Ergebnis | Kommentar oder Grund |');
        expect(text).toContain('| erneut prüfen |');
        expect(text).toContain('| abgelehnt |');
    });

    it('version and status come from the health', async () => {
        expect(await typed('/openitcockpit version')).toBe(
            'openITCOCKPIT for Mattermost 1.2.3, openITCOCKPIT not reached yet',
        );
        const health = {status: 'degraded', version: '1', reasons: ['It is away.'], notes: ['A note.']} as const;
        expect(await typed('/openitcockpit status', {health})).toBe('⚠️ **degraded**\n* It is away.\n* A note.');
    });
});

describe('/openitcockpit status', () => {
    const health = {status: 'degraded', version: '1', reasons: ['10.0.0.7 does not answer.']} as const;
    const asPerson = (isGuest: boolean, language: 'en' | 'de' = 'en') =>
        typed('/openitcockpit status', {health, language, person: async () => person({isGuest})});

    it('is for members and not for guests', async () => {
        expect(await asPerson(false)).toContain('10.0.0.7');
        expect(await asPerson(true)).toBe('Guests cannot see the status: it names addresses and channels.');
        expect(await asPerson(true, 'de')).toBe('Gäste dürfen den Status nicht sehen: Er nennt Adressen und Kanäle.');
    });

    it('tells nothing to somebody of whom nothing is known', async () => {
        const person = async () => {
            throw new AppError('mattermost_not_found', 'There is no such user.');
        };
        expect(await typed('/openitcockpit status', {health, person})).toBe('There is no such user.');
    });
});

describe('/openitcockpit audit', () => {
    it('asks for the newest 20 entries, of all hosts or of one', async () => {
        expect(await askedFor('/openitcockpit audit')).toEqual({limit: 20});
        expect(await askedFor('/openitcockpit AUDIT web01')).toEqual({limit: 20, host: 'web01'});
        expect(await askedFor('/openitcockpit audit  web server 01 ')).toEqual({limit: 20, host: 'web server 01'});
    });

    it('is a table: when, who, what, where with the post, result, comment or reason', async () => {
        expect((await shown({})).split('\n')).toEqual([
            '#### Latest actions',
            '',
            '| When | Who | What | Where | Result | Comment or reason |',
            '| --- | --- | --- | --- | --- | --- |',
            expect.stringMatching(
                /^\| 24 Nov 2026.* \| Jane Roe \(@\u200bjane\) \| acknowledge \| web01 \/ Ping \(\[post\]\(https:\/\/chat\.example\.org\/_redirect\/pl\/p{26}\)\) \| confirmed \| replacing the disk \|$/,
            ),
        ]);
        expect(await shown({result: 'refused', detail: 'not on the list'})).toContain('| refused | not on the list |');
    });

    it('says that there is nothing, for the host that was asked for', async () => {
        expect(await typed('/openitcockpit audit web01')).toBe(
            '#### Latest actions on web01\nThere are no actions to show.',
        );
    });

    it('lets nothing in names, comments and ids format, mention, link or leave its cell', async () => {
        const evil = '@channel | **x** [a](http://evil.example) `c`\n| # h |';
        const text = await shown({author: evil, hostName: evil, comment: evil, postId: `${POST})`, result: evil});
        const rows = text.split('\n');
        expect(rows).toHaveLength(5);
        expect(rows[4]?.match(/(?<!\\)\|/g)).toHaveLength(7);
        expect(text).not.toContain('@channel');
        expect(text).not.toMatch(/(?<!\\)\*\*|(?<!\\)\[|(?<!\\)`/);
        expect(text).not.toContain('_redirect');
        expect(await typed('/openitcockpit audit @channel|x')).not.toContain('@channel');
    });

    it('stays below the length of a post, whatever people wrote', async () => {
        const long = '*'.repeat(5000);
        const entry = auditEntry({author: long, hostName: long, serviceName: long, comment: long, result: long});
        const text = await typed('/openitcockpit audit', {
            application: audited(async () => Array.from({length: 20}, () => entry)),
        });
        expect([...text].length).toBeLessThan(16_383);
    });

    it('says who may read it, to those who may not', async () => {
        const readAudit = () => Promise.reject(new AppError('forbidden', 'Only system administrators.'));
        expect(await typed('/openitcockpit audit', {application: audited(readAudit)})).toBe(
            'Only system administrators.',
        );
    });

    it('says so while the settings cannot be used', async () => {
        expect(await typed('/openitcockpit audit', {application: undefined})).toContain('/openitcockpit status');
    });
});

describe('what Mattermost offers while somebody types', () => {
    it('is asked for, so that it can end with what is complete, in the language of whoever types', () => {
        const {AutocompleteData} = commandDefinition('en');
        expect(AutocompleteData).not.toHaveProperty('SubCommands');
        expect(AutocompleteData.Arguments).toEqual([
            expect.objectContaining({Type: 'DynamicList', Required: true, Data: expect.anything()}),
        ]);
        expect(JSON.stringify(AutocompleteData)).toContain('/api/v1/completions');
    });
});
