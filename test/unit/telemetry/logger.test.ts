import {expect, it} from 'vitest';
import {createLogger} from '../../../server-proxy/src/telemetry/logger';

it('keeps the last 50 warnings and errors, as they were written', () => {
    const written: string[] = [];
    const logger = createLogger('info', (line) => void written.push(line));
    logger.info('not worth it', {'@level': 'error'});
    for (let count = 1; count <= 60; count += 1) {
        logger.warn(`warning ${count}`, {token: 'sesame'});
    }
    logger.error('at last');
    const kept = logger.recent().map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(kept).toHaveLength(50);
    expect(kept[0]).toMatchObject({'@message': 'warning 12', token: '[hidden]'});
    expect(kept.at(-1)).toMatchObject({'@level': 'error', '@message': 'at last'});
    expect(written).toHaveLength(62);
    expect(createLogger('info', () => undefined).recent()).toEqual([]);
});
