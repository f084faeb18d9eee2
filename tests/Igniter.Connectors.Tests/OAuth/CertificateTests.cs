using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.Tests.OAuth;

public sealed class CertificateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void S118_no_setting_is_about_certificates()
    {
        string[] settings =
        [
            .. typeof(ConnectorManager).Assembly.GetExportedTypes()
                .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
                .Select(member => $"{member.DeclaringType!.Name}.{member.Name}")
                .Where(name => name.Contains("Certificate", StringComparison.OrdinalIgnoreCase) || name.Contains("Ssl", StringComparison.Ordinal) || name.Contains("Tls", StringComparison.Ordinal)),
        ];
        Assert.Empty(settings);
    }

    [Fact]
    public async Task S118_a_token_endpoint_with_a_certificate_that_nobody_vouches_for_gets_no_code()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        int requests = 0;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        builder.Logging.ClearProviders();
        await using WebApplication impostor = builder.Build();
        impostor.Run(context =>
        {
            requests++;
            return context.Response.WriteAsync("""{"access_token":"canary","token_type":"Bearer"}""", context.RequestAborted);
        });
        await impostor.StartAsync(Token);
        await using OAuthHost host = await OAuthHost.StartAsync(oauth => oauth.TokenEndpoint = impostor.Urls.Single() + "/token");

        ConnectorResponse response = await host.ReturnAsync(await host.AuthorizeAsync());

        OAuthHost.Failed(response, ConnectorErrorCodes.ConnectorOAuthTokenFailed);
        Assert.Equal(0, requests);
        Assert.Null(await host.GetAsync());
    }
}
