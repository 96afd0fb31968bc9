import {useCallback, useEffect, useState} from 'react';
import {RequestError} from '../client';
import {createWebhook, deleteWebhook, findWebhook, NoChannel, type Webhook} from './webhooks';

/** Why a request failed; each has a message in i18n. */
export type WebhookFailure = 'unreachable' | 'forbidden' | 'disabled' | 'no_channel' | 'refused';

export interface WebhookSetting {
    /** undefined if there is none, or it has not been loaded yet. */
    readonly found: Webhook | undefined;
    readonly working: boolean;
    readonly failure: WebhookFailure | undefined;
    readonly look: () => Promise<void>;
    readonly create: (channel: string) => Promise<void>;
    readonly remove: (webhook: Webhook) => Promise<void>;
}

const failureFor = (error: unknown): WebhookFailure => {
    if (error instanceof NoChannel) {
        return 'no_channel';
    }
    switch (error instanceof RequestError ? error.status : -1) {
        case 0:
            return 'unreachable';
        case 401:
        case 403:
            return 'forbidden';
        case 501:
            return 'disabled';
        default:
            return 'refused';
    }
};

/** Loads the incoming webhook as soon as the setting is mounted. */
export const useWebhook = (): WebhookSetting => {
    const [found, setFound] = useState<Webhook>();
    const [working, setWorking] = useState(true);
    const [failure, setFailure] = useState<WebhookFailure>();

    const run = useCallback(async (work: () => Promise<Webhook | undefined>): Promise<void> => {
        setWorking(true);
        setFailure(undefined);
        try {
            setFound(await work());
        } catch (error) {
            setFailure(failureFor(error));
        }
        setWorking(false);
    }, []);

    const look = useCallback(() => run(findWebhook), [run]);
    useEffect(() => void look(), [look]);

    return {
        found,
        working,
        failure,
        look,
        create: (channel) => run(() => createWebhook(channel)),
        remove: (webhook) =>
            run(async () => {
                await deleteWebhook(webhook);
                return findWebhook();
            }),
    };
};
