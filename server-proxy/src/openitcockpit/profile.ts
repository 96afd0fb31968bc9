import type {Call} from './call';

/** Without `angular` openITCOCKPIT answers the profile page with an empty object. */
export const PROFILE: Call = {
    operation: 'who_am_i',
    path: '/profile/edit.json',
    angular: true,
    right: 'Profile › edit',
    command: false,
};

export const PERMISSIONS: Call = {
    ...PROFILE,
    path: '/users/getUserPermissions.json',
    right: 'Users › getUserPermissions',
};
