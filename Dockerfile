# A worker of a fleet, or any other livetok command: docker run --rm livetok watch @user
FROM python:3.13-slim
RUN useradd --create-home livetok
COPY . /source
RUN pip install --no-cache-dir '/source[cli,fleet,otel]' && rm -rf /source
USER livetok
# Exec form: SIGTERM reaches the worker, which hands its hosts over.
ENTRYPOINT ["livetok"]
CMD ["worker", "--nats", "nats://nats:4222"]
