import type {AxiosProxyConfig} from 'axios';

/** A proxy's address, which may carry user and password, as axios wants it. */
export const axiosProxy = (url: URL): AxiosProxyConfig => ({
    protocol: url.protocol,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    ...(url.username === ''
        ? {}
        : {auth: {username: decodeURIComponent(url.username), password: decodeURIComponent(url.password)}}),
});
