/** Somebody is waiting for the answer, and proxies in front of Mattermost give up after a minute or less. */
export const PATIENCE_SECONDS = 20;

export const inTime = async <T>(work: Promise<T>, otherwise: T): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<T>((resolve) => {
        timer = setTimeout(() => resolve(otherwise), PATIENCE_SECONDS * 1000);
    });
    try {
        return await Promise.race([work, late]);
    } finally {
        clearTimeout(timer);
    }
};
