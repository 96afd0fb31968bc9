import {newId} from './ids';
import type {VersionRules} from './version_rules';

/** Mattermost's AppError: the JSON a client gets for a refused request. */
export class ApiError extends Error {
    constructor(
        readonly status: number,
        readonly id: string,
        message: string,
        readonly detail = '',
    ) {
        super(message);
        this.name = 'ApiError';
    }

    toJson(): object {
        return {
            id: this.id,
            message: this.message,
            detailed_error: this.detail,
            request_id: newId(),
            status_code: this.status,
        };
    }
}

export class PostRejected extends ApiError {
    constructor(reason: string) {
        super(400, reason, reason);
    }
}

export const sessionExpired = (detail = ''): ApiError =>
    new ApiError(
        401,
        'api.context.session_expired.app_error',
        'Invalid or expired session, please login again.',
        detail,
    );

export const permissionDenied = (rules: VersionRules, userId: string, permission: string): ApiError =>
    new ApiError(
        403,
        'api.context.permissions.app_error',
        'You do not have the appropriate permissions.',
        `userId=${userId}, permission=${permission}${rules.permissionSuffix}`,
    );

export const invalidBodyParam = (name: string): ApiError =>
    new ApiError(
        400,
        'api.context.invalid_body_param.app_error',
        `Invalid or missing ${name} parameter in request body.`,
    );

export const invalidUrlParam = (name: string): ApiError =>
    new ApiError(
        400,
        'api.context.invalid_url_param.app_error',
        `Invalid or missing ${name} parameter in request URL.`,
    );

export const postNotFound = (rules: VersionRules, id: string): ApiError =>
    new ApiError(404, 'app.post.get.app_error', 'Unable to get the post.', rules.resourceNotFound('Post', id));

export const channelNotFound = (rules: VersionRules, id: string): ApiError =>
    new ApiError(
        404,
        'app.channel.get.existing.app_error',
        'Unable to find the existing channel.',
        rules.resourceNotFound('Channel', id),
    );

export const userNotFound = (rules: VersionRules, id: string): ApiError =>
    new ApiError(404, 'app.user.missing_account.const', 'Unable to find the user.', rules.resourceNotFound('User', id));

export const teamNotFound = (rules: VersionRules, id: string): ApiError =>
    new ApiError(
        404,
        'app.team.get.find.app_error',
        'Unable to find the existing team.',
        rules.resourceNotFound('Team', id),
    );

export const actionFailed = (rules: VersionRules, detail: string): ApiError =>
    new ApiError(
        400,
        'api.post.do_action.action_integration.app_error',
        'Action integration error.',
        detail.startsWith('status=') || detail === '' ? detail : `${rules.errorPrefix}${detail}`,
    );
