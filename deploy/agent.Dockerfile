# The image of the static agent, which carries output files out of Pods: one file, nothing else.
#   dotnet publish src/Runbooks.PodAgent -c Release -r linux-x64 -o artifacts/agent
#   docker build -f deploy/agent.Dockerfile -t runbooks/agent:0.1.0 artifacts/agent
FROM scratch
COPY agent /agent
ENTRYPOINT ["/agent"]
