"""A relay and a voice recording, with the SDK that `pulumi install` makes."""

import pulumi
from pulumi_media_tasks.tencent import gme, trtc

APP = 1400188366
ROOM = "295066"

stage = trtc.CdnRelay(
    "stage",
    sdk_app_id=APP,
    room_id=ROOM,
    room_id_type=trtc.RelayRoomIdType.INTEGER,
    with_transcoding=trtc.YesOrNo.NO,
    audio_params=trtc.CdnRelayAudioParamsArgs(
        audio_encode=trtc.AudioEncodeArgs(
            sample_rate=48000, channel=trtc.AudioEncodeChannel.STEREO, bit_rate=64
        )
    ),
    publish_cdn_params=[
        trtc.CdnRelayPublishCdnParamArgs(publish_cdn_url=pulumi.Config().require_secret("pushUrl"))
    ],
    single_subscribe_params=trtc.CdnRelaySingleSubscribeParamsArgs(
        user_media_stream=trtc.UserMediaStreamArgs(
            user_info=trtc.MixUserInfoArgs(user_id="teacher"), stream_type=trtc.StreamType.CAMERA
        )
    ),
)
voices = gme.Recording(
    "voices",
    biz_id=APP,
    room_id=ROOM,
    record_mode=gme.RecordMode.MIXED,
    lifecycle=gme.RecordingLifecycleArgs(on_ended=gme.LifecycleOnEnded.RESTART),
)
pulumi.export("relay", stage.task_id)
pulumi.export("recording", voices.task_id)
