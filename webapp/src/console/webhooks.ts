import * as z from 'zod/mini';
import {callMattermost, RequestError, siteUrl} from '../client';

/** Description by which we recognise our webhook, whoever created it. */
const OURS = 'openITCOCKPIT for Mattermost';
const PER_PAGE = 200;
const CHANNEL_ID = /^[a-z0-9]{26}$/;

export interface Webhook {
    readonly id: string;
    /** A secret. */
    readonly url: string;
}

/** The channel does not exist, or is archived. */
export class NoChannel extends Error {
    override readonly name = 'NoChannel';
}

const hookSchema = z.object({id: z.string(), description: z.string()});
const idSchema = z.object({id: z.string()});

const parse = <T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> => {
    const result = z.safeParse(schema, value);
    if (!result.success) {
        throw new RequestError(-1);
    }
    return result.data;
};

/** Our incoming webhook, if it exists and the user may see it. @throws RequestError */
export const findWebhook = async (): Promise<Webhook | undefined> => {
    for (let page = 0; ; page++) {
        const path = `/api/v4/hooks/incoming?page=${page}&per_page=${PER_PAGE}`;
        const hooks = parse(z.array(hookSchema), (await callMattermost('GET', path)) ?? []);
        const found = hooks.find(({description}) => description === OURS);
        if (found || hooks.length < PER_PAGE) {
            return found && {id: found.id, url: `${siteUrl()}/hooks/${found.id}`};
        }
    }
};

/**
 * Creates our incoming webhook unless it exists. A new one is locked to the channel.
 * @param channel id, or `team/channel`
 * @throws RequestError, NoChannel
 */
export const createWebhook = async (channel: string): Promise<Webhook | undefined> => {
    const found = await findWebhook();
    if (!found) {
        await callMattermost('POST', '/api/v4/hooks/incoming', {
            channel_id: await channelId(channel),
            channel_locked: true,
            display_name: 'openITCOCKPIT',
            description: OURS,
            username: 'openitcockpit',
        });
    }
    return found ?? findWebhook();
};

export const deleteWebhook = async ({id}: Webhook): Promise<void> => {
    await callMattermost('DELETE', `/api/v4/hooks/incoming/${encodeURIComponent(id)}`);
};

const channelId = async (channel: string): Promise<string> => {
    const [team = '', name = ''] = channel.split('/').map(encodeURIComponent);
    const path = CHANNEL_ID.test(channel) ? `channels/${channel}` : `teams/name/${team}/channels/name/${name}`;
    try {
        return parse(idSchema, await callMattermost('GET', `/api/v4/${path}`)).id;
    } catch (error) {
        const missing = error instanceof RequestError && (error.status === 404 || error.status === 400);
        throw missing ? new NoChannel() : error;
    }
};
