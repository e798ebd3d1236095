// A relay and a voice recording, with the SDK that `pulumi install` makes.
package main

import (
	"example.com/pulumi-media-tasks/sdk/go/mediatasks/tencent/gme"
	"example.com/pulumi-media-tasks/sdk/go/mediatasks/tencent/trtc"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

const (
	app  = 1400188366
	room = "295066"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		stage, err := trtc.NewCdnRelay(ctx, "stage", &trtc.CdnRelayArgs{
			SdkAppId:        pulumi.Float64(app),
			RoomId:          pulumi.String(room),
			RoomIdType:      trtc.RelayRoomIdTypeInteger,
			WithTranscoding: trtc.YesOrNoNo,
			AudioParams: &trtc.CdnRelayAudioParamsArgs{
				AudioEncode: &trtc.AudioEncodeArgs{
					SampleRate: pulumi.Int(48000),
					Channel:    trtc.AudioEncodeChannelStereo,
					BitRate:    pulumi.Int(64),
				},
			},
			PublishCdnParams: trtc.CdnRelayPublishCdnParamArray{
				&trtc.CdnRelayPublishCdnParamArgs{PublishCdnUrl: config.New(ctx, "").RequireSecret("pushUrl")},
			},
			SingleSubscribeParams: &trtc.CdnRelaySingleSubscribeParamsArgs{
				UserMediaStream: &trtc.UserMediaStreamArgs{
					UserInfo:   &trtc.MixUserInfoArgs{UserId: pulumi.String("teacher")},
					StreamType: trtc.StreamTypeCamera,
				},
			},
		})
		if err != nil {
			return err
		}
		voices, err := gme.NewRecording(ctx, "voices", &gme.RecordingArgs{
			BizId:      pulumi.Float64(app),
			RoomId:     pulumi.String(room),
			RecordMode: gme.RecordModeMixed,
			Lifecycle:  &gme.RecordingLifecycleArgs{OnEnded: gme.LifecycleOnEndedRestart},
		})
		if err != nil {
			return err
		}
		ctx.Export("relay", stage.TaskId)
		ctx.Export("recording", voices.TaskId)
		return nil
	})
}
