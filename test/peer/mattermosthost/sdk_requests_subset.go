//go:build !whole_requests

package main

import "github.com/mattermost/mattermost/server/public/plugin"

// sentRequest is what the SDK sends of a request.
type sentRequest = plugin.HTTPRequestSubset
