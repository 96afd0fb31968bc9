import type {Person, SitePost} from '../loop/mattermost_site';
import type {Post} from '../mattermost/model';
import {waitFor} from '../wait_for';
import type {Scene} from './scene';

/** A private channel of somebody's own, with an incoming webhook of their own. */
export class SideChannel {
    private constructor(
        private readonly scene: Scene,
        readonly person: Person,
        readonly id: string,
        /** Address of the webhook. */
        readonly hook: string,
        /** As settings name it: `team/channel`. */
        readonly address: string,
    ) {}

    /** @param name of the person, who is outside the alert channel */
    static async of(scene: Scene, name: string): Promise<SideChannel> {
        const {site, double} = scene;
        const person = await site.person(name, name);
        double.server.directory.channel(site.channel.id).members.delete(person.id);
        const wanted = {team_id: site.team.id, name: `of-${name}`, display_name: `Of ${name}`, type: 'P'};
        const channel = await site.call('POST', '/channels', wanted, person.token);
        // As where everybody may make webhooks of their own.
        const made = {channel_id: channel.id, user_id: person.id, display_name: 'openITCOCKPIT'};
        const hook = await site.call('POST', '/hooks/incoming', made);
        const url = `${double.url}/hooks/${hook.id}`;
        return new SideChannel(scene, person, String(channel.id), url, `${site.team.name}/of-${name}`);
    }

    async post(payload: object): Promise<void> {
        const headers = {'Content-Type': 'application/json'};
        const response = await fetch(this.hook, {method: 'POST', headers, body: JSON.stringify(payload)});
        if (response.status !== 200) {
            throw new Error(`the webhook answered ${response.status}`);
        }
    }

    posts(): Promise<SitePost[]> {
        return this.scene.site.posts(this.id);
    }

    get admin(): Person {
        const {directory} = this.scene.double.server;
        const found = [...directory.users.values()].find(({roles}) => roles.includes('system_admin'));
        const {adminToken} = this.scene.double;
        return {id: found?.id ?? '', username: found?.username ?? '', token: adminToken, csrf: ''};
    }

    /** Our bot's messages to the administrator. */
    messagesToAdministrators(): Post[] {
        const {directory, posts} = this.scene.double.server;
        const bot = directory.userByName('openitcockpit');
        return directory.directChannel(bot?.id ?? '', this.admin.id).postIds.flatMap((id) => posts.find(id) ?? []);
    }

    /** The newest one, once there is one. `press`: one of its buttons, by the beginning of its id. */
    async administratorsMessage() {
        const {id, message} = await waitFor(async () => this.messagesToAdministrators().at(-1));
        const press = (act: string, person = this.admin) => this.scene.site.press(person, id, `authority${act}0`);
        return {id, message, press};
    }
}
