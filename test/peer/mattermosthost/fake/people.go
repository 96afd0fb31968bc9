package fake

import (
	"errors"

	"github.com/mattermost/mattermost/server/public/model"
)

// AddUser adds a person who is a member of all channels there are.
func (api *API) AddUser(username, firstName, lastName string) *model.User {
	api.mu.Lock()
	defer api.mu.Unlock()
	user := &model.User{
		Id:        model.NewId(),
		Username:  username,
		FirstName: firstName,
		LastName:  lastName,
		Roles:     model.SystemUserRoleId,
		Locale:    "en",
	}
	api.users[user.Id] = user
	for _, members := range api.members {
		members[user.Id] = true
	}
	return user
}

// AddChannel adds an open channel to the team `ops`.
func (api *API) AddChannel(name string) *model.Channel {
	api.mu.Lock()
	defer api.mu.Unlock()
	channel := &model.Channel{Id: model.NewId(), Name: name, DisplayName: name, Type: model.ChannelTypeOpen}
	for id := range api.teams {
		channel.TeamId = id
	}
	api.channels[channel.Id] = channel
	api.members[channel.Id] = map[string]bool{}
	return channel
}

// Channel is the channel of that name in the team `ops`.
func (api *API) Channel(name string) *model.Channel {
	api.mu.Lock()
	defer api.mu.Unlock()
	for _, channel := range api.channels {
		if channel.Name == name {
			return channel
		}
	}
	return nil
}

// Leave takes a user out of a channel.
func (api *API) Leave(userID, channelID string) {
	api.mu.Lock()
	defer api.mu.Unlock()
	delete(api.members[channelID], userID)
}

// Member tells whether a user is in a channel.
func (api *API) Member(userID, channelID string) bool {
	api.mu.Lock()
	defer api.mu.Unlock()
	return api.members[channelID][userID]
}

func (api *API) EnsureBotUser(bot *model.Bot) (string, error) {
	if err := api.enter("EnsureBotUser", *bot); err != nil {
		return "", err
	}
	if bot.Username == "" {
		return "", errors.New("passed a bot with no username")
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	for _, user := range api.users {
		if user.Username == bot.Username {
			return user.Id, nil
		}
	}
	user := &model.User{Id: model.NewId(), Username: bot.Username, FirstName: bot.DisplayName, IsBot: true}
	api.users[user.Id] = user
	return user.Id, nil
}

// Bots lists the bot accounts.
func (api *API) Bots() []*model.User {
	api.mu.Lock()
	defer api.mu.Unlock()
	bots := []*model.User{}
	for _, user := range api.users {
		if user.IsBot {
			bots = append(bots, user)
		}
	}
	return bots
}

func (api *API) SetProfileImage(userID string, data []byte) *model.AppError {
	return api.appError("SetProfileImage", userID, len(data))
}

func (api *API) GetUser(id string) (*model.User, *model.AppError) {
	if err := api.appError("GetUser", id); err != nil {
		return nil, err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	user, ok := api.users[id]
	if !ok {
		return nil, notFound("GetUser")
	}
	return user, nil
}

func (api *API) GetUserByUsername(name string) (*model.User, *model.AppError) {
	if err := api.appError("GetUserByUsername", name); err != nil {
		return nil, err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	for _, user := range api.users {
		if user.Username == name {
			return user, nil
		}
	}
	return nil, notFound("GetUserByUsername")
}

func (api *API) GetTeamByName(name string) (*model.Team, *model.AppError) {
	if err := api.appError("GetTeamByName", name); err != nil {
		return nil, err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	for _, team := range api.teams {
		if team.Name == name {
			return team, nil
		}
	}
	return nil, notFound("GetTeamByName")
}

func (api *API) GetTeam(id string) (*model.Team, *model.AppError) {
	if err := api.appError("GetTeam", id); err != nil {
		return nil, err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	if team, ok := api.teams[id]; ok {
		return team, nil
	}
	return nil, notFound("GetTeam")
}

func (api *API) GetChannel(id string) (*model.Channel, *model.AppError) {
	if err := api.appError("GetChannel", id); err != nil {
		return nil, err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	if channel, ok := api.channels[id]; ok {
		return channel, nil
	}
	return nil, notFound("GetChannel")
}

func (api *API) GetChannelByName(teamID, name string, deleted bool) (*model.Channel, *model.AppError) {
	if err := api.appError("GetChannelByName", teamID, name, deleted); err != nil {
		return nil, err
	}
	if channel := api.Channel(name); channel != nil && channel.TeamId == teamID {
		return channel, nil
	}
	return nil, notFound("GetChannelByName")
}

func (api *API) GetChannelByNameForTeamName(team, name string, deleted bool) (*model.Channel, *model.AppError) {
	if err := api.appError("GetChannelByNameForTeamName", team, name, deleted); err != nil {
		return nil, err
	}
	if channel := api.Channel(name); channel != nil && team == "ops" {
		return channel, nil
	}
	return nil, notFound("GetChannelByNameForTeamName")
}

func (api *API) GetDirectChannel(one, other string) (*model.Channel, *model.AppError) {
	if err := api.appError("GetDirectChannel", one, other); err != nil {
		return nil, err
	}
	name := model.GetDMNameFromIds(one, other)
	if channel := api.Channel(name); channel != nil {
		return channel, nil
	}
	channel := api.AddChannel(name)
	api.mu.Lock()
	defer api.mu.Unlock()
	channel.TeamId, channel.Type = "", model.ChannelTypeDirect
	api.members[channel.Id] = map[string]bool{one: true, other: true}
	return channel, nil
}

func (api *API) AddChannelMember(channelID, userID string) (*model.ChannelMember, *model.AppError) {
	if err := api.appError("AddChannelMember", channelID, userID); err != nil {
		return nil, err
	}
	api.mu.Lock()
	defer api.mu.Unlock()
	if api.members[channelID] == nil {
		return nil, notFound("AddChannelMember")
	}
	api.members[channelID][userID] = true
	return &model.ChannelMember{ChannelId: channelID, UserId: userID}, nil
}

func (api *API) AddUserToChannel(channelID, userID, _ string) (*model.ChannelMember, *model.AppError) {
	return api.AddChannelMember(channelID, userID)
}

func (api *API) CreateTeamMember(teamID, userID string) (*model.TeamMember, *model.AppError) {
	if err := api.appError("CreateTeamMember", teamID, userID); err != nil {
		return nil, err
	}
	return &model.TeamMember{TeamId: teamID, UserId: userID}, nil
}

func (api *API) GetChannelMember(channelID, userID string) (*model.ChannelMember, *model.AppError) {
	if err := api.appError("GetChannelMember", channelID, userID); err != nil {
		return nil, err
	}
	if !api.Member(userID, channelID) {
		return nil, notFound("GetChannelMember")
	}
	return &model.ChannelMember{ChannelId: channelID, UserId: userID}, nil
}

func (api *API) HasPermissionToChannel(userID, channelID string, permission *model.Permission) bool {
	failed := api.enter("HasPermissionToChannel", userID, channelID, permission.Id) != nil
	return !failed && api.Member(userID, channelID)
}

func (api *API) HasPermissionTo(userID string, permission *model.Permission) bool {
	failed := api.enter("HasPermissionTo", userID, permission.Id) != nil
	api.mu.Lock()
	defer api.mu.Unlock()
	user := api.users[userID]
	return !failed && user != nil && user.IsSystemAdmin()
}
