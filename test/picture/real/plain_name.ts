import {randomBytes} from 'node:crypto';
import type {MattermostSite, Person} from '../../support/loop/mattermost_site';

/** People of tests have names that no other run uses; in a picture they would look odd. Whoever has the plain one gives it up. */
export const takePlainName = async (
    site: MattermostSite,
    {id}: Pick<Person, 'id'>,
    username: string,
): Promise<void> => {
    const owner = await site.call('GET', `/users/username/${username}`).catch(() => undefined);
    if (owner !== undefined && owner.id !== id) {
        const other = `${username}-${randomBytes(5).toString('hex')}`;
        await site.call('PUT', `/users/${owner.id}/patch`, {username: other});
    }
    await site.call('PUT', `/users/${id}/patch`, {username});
};
