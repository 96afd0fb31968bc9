//go:build whole_requests

package main

import (
	"net/http"

	"github.com/mattermost/mattermost/server/public/plugin"
)

// serveHTTPArgs is as in sdk_requests.go, for SDKs before 10.9, which send Go's whole type.
func serveHTTPArgs(stream uint32, request *http.Request) plugin.Z_ServeHTTPArgs {
	return plugin.Z_ServeHTTPArgs{
		ResponseWriterStream: stream,
		Request:              &http.Request{Method: request.Method, URL: request.URL, Header: request.Header},
		Context:              &plugin.Context{},
	}
}
