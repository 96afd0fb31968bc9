import * as z from 'zod/mini';
import {LIMIT} from './limits';

/** The way to openITCOCKPIT and back, hop by hop. */
export const CONNECTION_CHECKS = [
    /** Are the settings complete and right? */
    'settings',
    /** The proxy, where one is used. */
    'proxy',
    /** Does anything answer at the address? */
    'reach',
    /** Is the certificate trusted? */
    'tls',
    /** Is the API key accepted, and whose is it? */
    'key',
    /** Is it an openITCOCKPIT, and which version? */
    'version',
    /** Does the role of the key's user have the rights the handler needs? */
    'rights',
    /** The handler's own account in Mattermost; does not depend on the others. */
    'mattermost',
] as const;

export type ConnectionCheckName = (typeof CONNECTION_CHECKS)[number];

const connectionTestSchema = z.object({
    checks: z
        .array(
            z.object({
                name: z.enum(CONNECTION_CHECKS),
                /** null: unknown, because a check before it failed. */
                ok: z.nullable(z.boolean()),
                /** One English sentence; empty when unknown. */
                message: z.string().check(z.maxLength(LIMIT.message)),
            }),
        )
        .check(z.maxLength(CONNECTION_CHECKS.length)),
});

/** Answer of POST /api/v1/connection-test: all checks, in the order above. */
export type ConnectionTest = z.infer<typeof connectionTestSchema>;
export type ConnectionCheck = ConnectionTest['checks'][number];

/** @returns undefined for an answer this version does not understand */
export const parseConnectionTest = (value: unknown): ConnectionTest | undefined => {
    const result = connectionTestSchema.safeParse(value);
    return result.success ? result.data : undefined;
};
