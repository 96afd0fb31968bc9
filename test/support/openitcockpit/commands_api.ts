import {type Answer, failure, internalError, methodNotAllowed, success} from './answers';
import type {Job} from './command_queue';
import {type BulkElement, bulkCommand} from './external_commands';
import {type ApiRequest, isRow} from './request';
import {submitCommand} from './submit_commands';

/** Queues jobs, unless gearmand is down: then the controller fails before queuing anything. */
export const enqueue = (request: ApiRequest, jobs: readonly Job[], answer: Answer): Answer => {
    const {queueDown, dropCommands, dropFor, hangCommands} = request.faults;
    if (queueDown) {
        return internalError(request.target);
    }
    for (const job of jobs) {
        const isDropped = dropCommands || dropFor.some((uuid) => JSON.stringify(job.data).includes(uuid));
        request.queue.push([job], hangCommands ? 'hold' : isDropped ? 'drop' : 'run');
    }
    return answer;
};

const dataOf = (request: ApiRequest): unknown => (request.method === 'GET' ? request.query : request.body);

const elementsOf = (data: unknown): unknown[] => {
    if (data === undefined || data === null || data === '') {
        return [];
    }
    return typeof data === 'object' ? Object.values(data) : [data];
};

/** `POST /nagios_module/cmd/submit_bulk_naemon.json`: 200 only means queued. */
export const submitBulkNaemon = (request: ApiRequest): Answer => {
    if (request.method !== 'POST' && request.method !== 'GET') {
        return methodNotAllowed(request.target);
    }
    const jobs: Job[] = [];
    for (const element of elementsOf(dataOf(request))) {
        if (typeof element === 'string') {
            return enqueue(request, jobs, internalError(request.target));
        }
        const result = bulkCommand(request.world, isRow(element) ? (element as BulkElement) : {});
        jobs.push(...result.jobs);
        if (result.refused) {
            // Elements before the failing one stay queued.
            return enqueue(request, jobs, failure(400, 'Could not send command', request.target));
        }
    }
    return enqueue(request, jobs, success({message: request.texts.commandsQueued}, request.csrfToken));
};

/** `POST /nagios_module/cmd/submit.json`: one command by its Naemon name. */
export const submit = (request: ApiRequest): Answer => {
    if (request.method !== 'POST' && request.method !== 'GET') {
        return methodNotAllowed(request.target);
    }
    const data = dataOf(request);
    if (!isRow(data) || typeof data.command !== 'string') {
        return failure(400, 'Bad Request', request.target);
    }
    const result = submitCommand(request.world, data, {resolveNames: true});
    if ('status' in result) {
        return result.status === 500
            ? internalError(request.target)
            : failure(result.status, result.message, request.target);
    }
    const {command, args} = result;
    return enqueue(
        request,
        result.jobs,
        success({message: request.texts.commandQueued, command, args}, request.csrfToken),
    );
};

/** `POST /nagios_module/cmd/submit_bulk.json`: several `submit` bodies, without name resolution. */
export const submitBulk = (request: ApiRequest): Answer => {
    if (request.method !== 'POST') {
        return methodNotAllowed(request.target);
    }
    const jobs: Job[] = [];
    const args: Record<string, unknown>[] = [];
    for (const [key, data] of Object.entries(
        isRow(request.body) ? request.body : Array.isArray(request.body) ? request.body : [],
    )) {
        if (!isRow(data)) {
            return enqueue(request, jobs, internalError(request.target));
        }
        if (!/^\d+$/.test(key)) {
            return enqueue(request, jobs, failure(400, 'Bad Request', request.target));
        }
        const result = submitCommand(request.world, data, {resolveNames: false});
        if ('status' in result) {
            return enqueue(request, jobs, failure(result.status, result.message, request.target));
        }
        jobs.push(...result.jobs);
        args.push({...result.args, command: result.command});
    }
    return enqueue(request, jobs, success({message: request.texts.commandsQueued, args}, request.csrfToken));
};
