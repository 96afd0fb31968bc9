import type {Person, SitePost} from '../loop/mattermost_site';
import type {Json} from '../mattermost/json';
import type {Post} from '../mattermost/model';
import {Scene} from './scene';

/** A scene whose first administrator runs set-up; `bot`: with an API key that may not see the configuration. */
export class SetupScene {
    private constructor(
        readonly scene: Scene,
        readonly admin: Person,
    ) {}

    static async start(key: 'admin' | 'bot' = 'admin', settings: Json = {}): Promise<SetupScene> {
        const scene = await Scene.start();
        const {directory} = scene.double.server;
        const admin = [...directory.users.values()].find(({roles}) => roles.includes('system_admin'));
        const opened = new SetupScene(scene, {
            id: admin?.id ?? '',
            username: admin?.username ?? '',
            token: scene.double.adminToken,
            csrf: '',
        });
        await opened.configure({OpenitcockpitApiKey: scene.monitoring.apiKeys[key], ...settings});
        return opened;
    }

    /** In addition to the scene's settings. */
    async configure(settings: Json): Promise<void> {
        const refusal = await this.scene.plugin.configure({...this.scene.settings, ...settings});
        if (refusal !== '') {
            throw new Error(refusal);
        }
    }

    get configuration() {
        return this.scene.monitoring.world.configuration;
    }

    /** Names of everything set-up created in openITCOCKPIT. */
    get made(): string[] {
        const {commands, contacts} = this.configuration;
        return [
            ...commands.filter(({name}) => name.endsWith('-plugin')).map(({name}) => name),
            ...contacts.map(({fields}) => String(fields.name)),
        ];
    }

    type(words: string, userId = this.admin.id): Promise<string> {
        const line = `/openitcockpit setup ${words}`;
        return this.scene.plugin.host.command({userId, channelId: this.scene.site.channel.id, line});
    }

    /** Our bot's messages to this person, oldest first, including the lines to copy. */
    messages(userId = this.admin.id): Post[] {
        const {directory, posts} = this.scene.double.server;
        const bot = directory.userByName('openitcockpit');
        return directory.directChannel(bot?.id ?? '', userId).postIds.flatMap((id) => posts.find(id) ?? []);
    }

    /** The newest message with buttons. */
    message(userId = this.admin.id): Post {
        const found = this.messages(userId).findLast(({props}) => props.attachments !== undefined);
        if (!found) {
            throw new Error('nothing was written');
        }
        return found;
    }

    /** Ids of the newest message's buttons, e.g. `apply`. */
    buttons(userId = this.admin.id): string[] {
        const [attachment] = (this.message(userId).props.attachments ?? []) as {actions?: {id: string}[]}[];
        return (attachment?.actions ?? []).map(({id}) => id.replace(/^setup/, ''));
    }

    /** Presses a button on the newest message. @returns the ephemeral answer, if any */
    async press(
        act: string,
        {person = this.admin, option = '', postId = this.message(person.id).id} = {},
    ): Promise<string> {
        const {double, site} = this.scene;
        const from = double.events.length;
        await site.press(person, postId, `setup${act}`, option);
        const told = double.events.slice(from).find(({event}) => event === 'ephemeral_message');
        return told ? (JSON.parse(String(told.data.post)) as SitePost).message : '';
    }
}
