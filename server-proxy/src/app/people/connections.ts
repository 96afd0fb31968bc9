import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import type {AppContext} from '../app_context';
import type {Connection, KeyVault} from './key_vault';

/** Deletes the key. Possible for everybody, at any time. @returns false when there was none */
export const disconnect = async (context: AppContext, userId: string): Promise<boolean> => {
    const wasThere = await vaultOf(context).remove(userId);
    if (wasThere) {
        context.logger.info('A person has disconnected from openITCOCKPIT', {user: userId});
    }
    return wasThere;
};

/** @returns undefined when the person has not connected @throws AppError `forbidden` when their key cannot be read */
export const connectionOf = async (
    {vault}: Pick<AppContext, 'vault'>,
    userId: string,
): Promise<Connection | undefined> => {
    const found = await vault?.read(userId);
    if (found === 'unreadable') {
        throw new AppError(
            'forbidden',
            says(({people}) => people.unreadable),
        );
    }
    return found;
};

/** @throws AppError `misconfigured` for door 1 */
export const vaultOf = ({vault}: Pick<AppContext, 'vault'>): KeyVault => {
    if (!vault) {
        throw new AppError(
            'misconfigured',
            says(({people}) => people.pluginOnly),
        );
    }
    return vault;
};
