using Runbooks.Kubernetes.Images;

namespace Runbooks.Kubernetes.Tests.Images;

public class ImageNameTests
{
    [Theory]
    [InlineData("alpine", "docker.io/library/alpine:latest", "https://registry-1.docker.io/")]
    [InlineData("alpine:3.20", "docker.io/library/alpine:3.20", "https://registry-1.docker.io/")]
    [InlineData("argoproj/argosay:v2", "docker.io/argoproj/argosay:v2", "https://registry-1.docker.io/")]
    [InlineData("index.docker.io/library/alpine", "docker.io/library/alpine:latest", "https://registry-1.docker.io/")]
    [InlineData("ghcr.io/org/a.b/c__d:1", "ghcr.io/org/a.b/c__d:1", "https://ghcr.io/")]
    [InlineData("registry:5000/tool", "registry:5000/tool:latest", "https://registry:5000/")]
    [InlineData("localhost:5000/tool:x", "localhost:5000/tool:x", "http://localhost:5000/")]
    [InlineData("a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "docker.io/a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "https://registry-1.docker.io/")]
    [InlineData("a/b:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "docker.io/a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "https://registry-1.docker.io/")]
    public void A_name_is_taken_apart_as_container_runtimes_do(string written, string whole, string registry)
    {
        var image = ImageName.Parse(written)!;
        Assert.Equal(whole, image.ToString());
        Assert.Equal(registry, image.Registry.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Alpine")]
    [InlineData("a b")]
    [InlineData("host.example.com/../secret")]
    [InlineData("user@host.example.com/a")]
    [InlineData("host.example.com:99999999/a")]
    [InlineData("a?x=1")]
    [InlineData("a:tag\n")]
    public void What_no_registry_can_have_is_no_name(string written) => Assert.Null(ImageName.Parse(written));
}
