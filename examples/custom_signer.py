"""A signer of your own: python custom_signer.py @user https://sign.example.com

Whatever has a name and a `sign` method is a signer. This one asks a signature server that answers
`{"response": {"signedUrl": "..."}}` to a POST of the URL and the User-Agent. `request.send` goes through the proxy, the
TLS settings and the time limits of the client; whatever is raised here ends the attempt as a `SignerError`.
"""

import json
import sys

import anyio
from attrs import frozen
from typing_extensions import Unpack

from livetok import CommentEvent, ConnectOptions, HttpRequest, SignerError, SignRequest, Ticket, connect


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
    async with connect(user, signer=MySigner(server), **options) as live:
        async for event in live.only(CommentEvent):
            print(event.user.nickname, "->", event.content)


if __name__ == "__main__":
    anyio.run(main, *sys.argv[1:])
