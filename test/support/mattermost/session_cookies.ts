import type {Session} from './model';

const HALF_A_YEAR = 15_552_000;

/** The cookies of a log-in. Scripts can read MMCSRF, to send it back as X-CSRF-Token. */
export const sessionCookies = ({token, userId, csrf}: Session): readonly string[] => [
    `MMAUTHTOKEN=${token}; Path=/; Max-Age=${HALF_A_YEAR}; HttpOnly`,
    `MMUSERID=${userId}; Path=/; Max-Age=${HALF_A_YEAR}`,
    `MMCSRF=${csrf}; Path=/; Max-Age=${HALF_A_YEAR}`,
];
