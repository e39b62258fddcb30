"""A signer of your own: python custom_signer.py @user https://sign.example.com

Whatever has a name and a `sign` method is a signer. This one asks a signature server that answers
`{"response": {"signedUrl": "..."}}` to a POST of the URL and the User-Agent. `request.send` goes through the proxy, the
TLS settings and the time limits of the client; whatever is raised here ends the attempt as a `SignerError`.

Without TikTok: run `livetok simulate --rooms anna` in another terminal, the lines that it prints here, and then
`python custom_signer.py @anna http://127.0.0.1:9000`.
"""

import json
import sys

import anyio
from attrs import frozen
from typing_extensions import Unpack

from livetok import (
    CommentEvent,
    ConnectOptions,
    HttpRequest,
    LiveError,
    SignerError,
    SignRequest,
    Ticket,
    connect,
)


@frozen
class MySigner:
    server: str
    name: str = "my signer"

    async def sign(self, request: SignRequest) -> Ticket:
        response = await request.send(
            HttpRequest(
                url=f"{self.server}/webcast/sign_url",
                method="POST",
                headers={"Content-Type": "application/json"},
                body=json.dumps({"url": request.url, "userAgent": request.user_agent}).encode(),
            )
        )
        if response.status != 200:
            raise SignerError(f"the server answered {response.status}", status=response.status)
        return Ticket(url=response.json()["response"]["signedUrl"])


async def main(user: str, server: str, **options: Unpack[ConnectOptions]) -> None:
    options["signer"] = MySigner(server)
    async with connect(user, **options) as live:
        async for event in live.only(CommentEvent):
            print(event.user.nickname, "->", event.content)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        anyio.run(main, sys.argv[1], sys.argv[2])
    except LiveError as error:
        sys.exit(f"{error}\nhint: {error.hint}")
