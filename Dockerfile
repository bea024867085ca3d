# An image that stands where Liquibase's stood: changelogs are mounted at /liquibase/changelog, options
# come as LIQUIBASE_* variables, and `liquibase` is a name of the program.
#
#   docker build -t ebbtide .
#   docker run --rm -v "$PWD/db:/liquibase/changelog" \
#     -e LIQUIBASE_COMMAND_URL=jdbc:postgresql://db/shop \
#     -e LIQUIBASE_COMMAND_USERNAME=shop -e LIQUIBASE_COMMAND_PASSWORD \
#     -e LIQUIBASE_COMMAND_CHANGELOG_FILE=changelog.xml ebbtide update

FROM debian:bookworm-slim AS build
COPY . /source
WORKDIR /source
RUN apt-get update && apt-get install -y --no-install-recommends make && make packages

FROM debian:bookworm-slim
COPY --from=build /source/build/release/packages/ebbtide_*.deb /tmp/ebbtide.deb
RUN apt-get update \
 && apt-get install -y --no-install-recommends /tmp/ebbtide.deb ca-certificates \
 && rm -rf /tmp/ebbtide.deb /var/lib/apt/lists/* \
 && ln -s ebbtide /usr/bin/liquibase \
 && useradd --uid 1001 --create-home --home-dir /liquibase liquibase \
 && install -d -o liquibase -g liquibase /liquibase/changelog \
 # The path of a changeset is relative to the mount, as it is there. A properties file of one's own
 # comes first, and so do options and variables.
 && echo 'searchPath: /liquibase/changelog,/liquibase' >/liquibase/liquibase.properties
COPY packaging/docker-entrypoint.sh /liquibase/
RUN ln -s /liquibase/docker-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
USER liquibase
WORKDIR /liquibase
ENTRYPOINT ["/liquibase/docker-entrypoint.sh"]
CMD ["--help"]
