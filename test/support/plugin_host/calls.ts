import {type GobStruct, type GobType, gob, method, type RpcServices} from '../../../server-proxy/src/wire';
import {structOf} from '../../../server-proxy/src/wire/go_values';
import {ApiError} from '../mattermost/api_error';
import {APP_ERROR} from './go_types';

export type RpcMethod = RpcServices[string][string];
type Work<Value> = (args: GobStruct) => Value | Promise<Value>;

/** A call that returns `(A, *model.AppError)`. */
export const call = <Value>(reply: GobType<Value>, where: string, work: Work<NoInfer<Value>>): RpcMethod =>
    method(gob.struct('Z_Returns', {A: reply, B: APP_ERROR}), async (argument) => {
        try {
            return {A: await work(structOf(argument))};
        } catch (error) {
            return {B: appError(error, where)};
        }
    });

/** A call that returns only an `*model.AppError`. */
export const order = (where: string, work: Work<void>): RpcMethod =>
    method(gob.struct('Z_Returns', {A: APP_ERROR}), async (argument) => {
        try {
            await work(structOf(argument));
            return {};
        } catch (error) {
            return {A: appError(error, where)};
        }
    });

export const plain = <Value>(reply: GobType<Value>, work: Work<NoInfer<Value>>): RpcMethod =>
    method(gob.struct('Z_Returns', {A: reply}), async (argument) => ({A: await work(structOf(argument))}));

const appError = (error: unknown, where: string) => {
    if (!(error instanceof ApiError)) {
        throw error;
    }
    return {
        Id: error.id,
        Message: error.message,
        DetailedError: error.detail,
        StatusCode: error.status,
        Where: where,
    };
};
