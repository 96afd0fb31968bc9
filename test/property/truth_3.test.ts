import {describe} from 'vitest';
import {truthShard} from '../support/search/shard';

describe('one truth, part 3 of 4', () => {
    truthShard(2);
});
