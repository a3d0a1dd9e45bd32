# The host listens on loopback addresses unless its settings name a certificate or a proxy. Run it in the network of the machine:
#   docker build -t webtrader . && docker run --network host -v webtrader-data:/data webtrader
FROM node:22-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s /usr/local/lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
RUN dotnet publish src/WebTrader.Host/WebTrader.Host.csproj -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
VOLUME /data
ENV WEBTRADER__DATAFOLDER=/data
STOPSIGNAL SIGTERM
ENTRYPOINT ["dotnet", "WebTrader.Host.dll"]
