/** Of an installed product; whether it exists does not matter. */
export const FOREIGN_FILE = '/etc/openitcockpit-mattermost/settings.env';

/** For documentation (RFC 5737): leads nowhere even where the guard fails. */
export const FOREIGN_ADDRESS = '192.0.2.1';

/** For documentation (RFC 2606). */
export const FOREIGN_NAME = 'chat.example.org';

/** Does something and hides what becomes of it, as code that tries again does. */
export const swallowed = async (deed: () => unknown): Promise<void> => {
    await Promise.resolve()
        .then(deed)
        .catch(() => undefined);
};
