package main

import (
	"net/http"

	"github.com/mattermost/mattermost/server/public/plugin"
)

// serveHTTPArgs is what the SDK sends for a request without a body.
func serveHTTPArgs(stream uint32, request *http.Request) plugin.Z_ServeHTTPArgs {
	return plugin.Z_ServeHTTPArgs{
		ResponseWriterStream: stream,
		Request:              &sentRequest{Method: request.Method, URL: request.URL, Header: request.Header},
		Context:              &plugin.Context{},
	}
}
