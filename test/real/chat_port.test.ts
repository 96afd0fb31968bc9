import {describe, it} from 'vitest';
import {defineChatSuite} from '../support/chat_suite';
import {MattermostSite} from '../support/loop/mattermost_site';
import {restChat} from '../support/rest_chat';

const {MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN} = process.env;

if (MATTERMOST_URL && MATTERMOST_ADMIN_TOKEN) {
    defineChatSuite('REST on the real Mattermost', async () => {
        const site = await MattermostSite.setUp(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
        return {chat: restChat(MATTERMOST_URL, site.bot.token), site, stop: async () => undefined};
    });
} else {
    describe('ChatPort on a real Mattermost', () => {
        it.skip('needs MATTERMOST_URL and MATTERMOST_ADMIN_TOKEN', () => undefined);
    });
}
