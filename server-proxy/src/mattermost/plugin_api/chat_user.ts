import type {ChatUser} from '../../app/posts/chat_port';
import {chosenLanguage, chosenTimeZone, provenEmail} from '../../domain/person';
import type {GobStruct} from '../../wire';
import {boolOf, numberOf, plainOf, stringOf} from '../../wire/go_values';

/** Somebody as the plugin API answers. */
export const chatUser = (user: GobStruct): ChatUser => {
    const roles = stringOf(user.Roles).split(' ');
    return {
        id: stringOf(user.Id),
        username: stringOf(user.Username),
        fullName: `${stringOf(user.FirstName)} ${stringOf(user.LastName)}`.trim(),
        language: chosenLanguage(stringOf(user.Locale)),
        timeZone: chosenTimeZone(plainOf(user.Timezone)),
        isBot: boolOf(user.IsBot),
        isGuest: roles.includes('system_guest'),
        isActive: numberOf(user.DeleteAt) === 0,
        isSystemAdmin: roles.includes('system_admin'),
        provenEmail: provenEmail({
            email: stringOf(user.Email),
            isVerified: boolOf(user.EmailVerified),
            authService: stringOf(user.AuthService),
        }),
    };
};
