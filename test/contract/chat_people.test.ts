import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {ChatPort} from '../../server-proxy/src/app/posts/chat_port';
import {RpcChat} from '../../server-proxy/src/mattermost/plugin_api/chat';
import {RecordingLogger} from '../support/app/fakes';
import {type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import {KvTable} from '../support/plugin_host/kv_table';
import {linkedApi} from '../support/plugin_host/linked_api';
import {restChat} from '../support/rest_chat';

let double: MattermostDouble;
let rest: ChatPort;
let restAsAdmin: ChatPort;
let plugin: ChatPort;
let close: () => void;

beforeEach(async () => {
    double = await startMattermostDouble({version: '11.6'});
    const {directory} = double.server;
    const bot = directory.addUser({username: 'oitcbot', isBot: true});
    rest = restChat(double.url, directory.addSession(bot.id, true).token);
    restAsAdmin = restChat(double.url, double.adminToken);
    const linked = await linkedApi(double.server, new KvTable());
    close = linked.close;
    plugin = new RpcChat(linked.api, bot.id, new RecordingLogger());
});
afterEach(async () => {
    close();
    await double.stop();
});

describe('an e-mail address of Mattermost', () => {
    it.each([
        ['written into the profile', {}, ['', '', '']],
        ['verified', {emailVerified: true}, ['jane.roe@example.org', '', '']],
        ['given by LDAP', {authService: 'ldap'}, ['jane.roe@example.org', '', 'jane.roe@example.org']],
    ])('%s', async (_how, account, [toPlugin, toBot, toAdmin]) => {
        const email = 'Jane.Roe@example.org';
        const {id} = double.server.directory.addUser({username: 'jane.roe', email, ...account});
        expect((await plugin.user(id)).provenEmail).toBe(toPlugin);
        expect((await rest.user(id)).provenEmail).toBe(toBot);
        expect((await restAsAdmin.user(id)).provenEmail).toBe(toAdmin);
    });
});

describe('roles and accounts', () => {
    it('are told by both ways alike', async () => {
        const {directory} = double.server;
        const admin = directory.addUser({username: 'root', roles: 'system_user system_admin'});
        const guest = directory.addUser({username: 'visitor', roles: 'system_guest'});
        const gone = directory.addUser({username: 'gone', deleteAt: 1});
        for (const chat of [rest, plugin]) {
            expect(await chat.user(admin.id)).toMatchObject({isSystemAdmin: true, isGuest: false, isActive: true});
            expect(await chat.user(guest.id)).toMatchObject({isSystemAdmin: false, isGuest: true, isActive: true});
            expect(await chat.user(gone.id)).toMatchObject({isActive: false});
        }
    });
});

describe('groups', () => {
    it('are those of a directory only: people may add each other to the others', async () => {
        const {directory} = double.server;
        directory.isLicensed = true;
        const {id} = directory.addUser({username: 'jane'});
        directory.addGroup({name: 'OnCall', source: 'ldap'}, [id]);
        directory.addGroup({name: 'self-made', source: 'custom'}, [id]);
        directory.addGroup({name: null, source: 'ldap'}, [id]);
        directory.addGroup({name: 'old', source: 'ldap', deleteAt: 1}, [id]);
        directory.addGroup({name: 'others', source: 'ldap'}, []);
        expect(await plugin.groupsOf(id)).toEqual(['oncall']);
        expect(await restAsAdmin.groupsOf(id)).toEqual(['oncall']);
        await expect(rest.groupsOf(id)).rejects.toMatchObject({code: 'mattermost_forbidden'});
    });

    it('need a licence over REST', async () => {
        const {id} = double.server.directory.addUser({username: 'jane'});
        await expect(restAsAdmin.groupsOf(id)).rejects.toMatchObject({code: 'mattermost_forbidden'});
        expect(await plugin.groupsOf(id)).toEqual([]);
    });
});
