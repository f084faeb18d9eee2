using System.Text.Json;
using Igniter.Connectors.Tests.Shared;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>Security statement S31: token answers of real providers and hostile ones, over HTTP. The file says what each has to give.</summary>
public sealed class TokenResponseVectorTests
{
    private static readonly Dictionary<string, JsonElement> Cases =
        VectorFile.Read("token-responses.json").GetProperty("cases").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!);

    public static TheoryData<string> Ids => [.. Cases.Keys];

    [Fact]
    public void S31_the_file_is_whole() => Assert.Equal(112, Cases.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task S31_an_answer_gives_the_expected_tokens_or_a_classified_error(string id)
    {
        JsonElement vector = Cases[id];
        await using TokenRig rig = await TokenRig.StartAsync();
        TokenAnswer answer = await PlayAsync(rig, vector);
        JsonElement expected = vector.GetProperty("expected");
        HashSet<string> accepted = [expected.GetProperty("ok").GetBoolean() ? "ok" : Text(expected, "errorClass")!];
        if (vector.TryGetProperty("acceptable", out JsonElement acceptable))
        {
            accepted.UnionWith(acceptable.EnumerateArray().Select(outcome => outcome.GetString()!));
        }

        Assert.Contains(answer.Failure is null ? "ok" : ClassOf(answer.Failure.Kind), accepted);
        if (answer.Failure is null && expected.GetProperty("ok").GetBoolean())
        {
            CheckTokens(rig, vector, expected, answer);
        }

        CheckSilence(answer);
    }

    public static TheoryData<string> CustomIds => [.. Cases.Where(c => c.Value.TryGetProperty("customExpected", out _)).Select(c => c.Key)];

    [Theory]
    [MemberData(nameof(CustomIds))]
    public async Task S31_a_parser_of_the_connectors_own_reads_the_odd_ones(string id)
    {
        JsonElement vector = Cases[id];
        JsonElement expected = vector.GetProperty("customExpected");
        await using TokenRig rig = await TokenRig.StartAsync();
        rig.Registration = rig.Registration with { ReadTokens = answer => new(Find(answer, Text(expected, "accessToken")!)) };

        TokenAnswer answer = await PlayAsync(rig, vector);

        Assert.Equal(Text(expected, "accessToken"), answer.Tokens!.AccessToken);
    }

    private static async Task<TokenAnswer> PlayAsync(TokenRig rig, JsonElement vector)
    {
        string body = Text(vector, "body")!;
        if (vector.TryGetProperty("padBytes", out JsonElement padding))
        {
            body += new string(' ', padding.GetInt32());
        }

        ScriptedAnswer scripted = new(vector.GetProperty("status").GetInt32(), body, Text(vector, "contentType") ?? "");
        if (vector.TryGetProperty("headers", out JsonElement headers))
        {
            foreach (JsonProperty header in headers.EnumerateObject())
            {
                scripted.Headers[header.Name] = header.Value.GetString()!;
            }
        }

        rig.Server.Script("/token", scripted);
        return Text(vector, "phase") == "refresh" ? await rig.RefreshAsync() : await rig.ExchangeAsync();
    }

    private static void CheckTokens(TokenRig rig, JsonElement vector, JsonElement expected, TokenAnswer answer)
    {
        OAuthTokens tokens = answer.Tokens!;
        Assert.Equal(Text(expected, "accessToken"), tokens.AccessToken);
        Assert.Equal(Text(expected, "refreshToken"), tokens.RefreshToken);
        Assert.Equal(Text(expected, "tokenType"), tokens.TokenType, ignoreCase: true);
        if (expected.GetProperty("scopes") is { ValueKind: JsonValueKind.Array } scopes)
        {
            Assert.Equal(scopes.EnumerateArray().Select(scope => scope.GetString()!).Order(), tokens.Scopes!.Order());
        }

        CheckExpiry(vector, expected, answer);
        if (vector.TryGetProperty("keepRefreshToken", out _))
        {
            StoredGrant previous = new() { AccessToken = "old", RefreshToken = "canary-old-refresh", ClientId = "client-1" };
            Assert.Equal("canary-old-refresh", GrantFactory.Create(answer, rig.Registration, previous).RefreshToken);
        }
    }

    private static void CheckExpiry(JsonElement vector, JsonElement expected, TokenAnswer answer)
    {
        DateTimeOffset? expiresAt = answer.ExpiresAt(TimeSpan.Zero);
        if (vector.TryGetProperty("expectedExpiresAt", out JsonElement moment))
        {
            Assert.Equal(moment.GetDateTimeOffset(), expiresAt);
            return;
        }

        // Whatever it is taken for, it isn't over.
        Assert.True(expiresAt is null || expiresAt > answer.SentAt);
        if (vector.TryGetProperty("neverExpires", out _))
        {
            Assert.Null(expiresAt);
        }

        if (!vector.TryGetProperty("acceptableExpiresIn", out JsonElement acceptable))
        {
            Assert.Equal(Seconds(expected.GetProperty("expiresIn")), (expiresAt - answer.SentAt)?.TotalSeconds);
        }
        else if (acceptable.ValueKind == JsonValueKind.Array)
        {
            Assert.Contains((expiresAt - answer.SentAt)?.TotalSeconds, acceptable.EnumerateArray().Select(Seconds));
        }
    }

    /// <summary>No token, code or secret in what an application logs of a failure, nor the provider's words.</summary>
    private static void CheckSilence(TokenAnswer answer)
    {
        if (answer.Failure is not { } failure)
        {
            Assert.DoesNotContain(answer.Tokens!.AccessToken, answer.Tokens.ToString(), StringComparison.Ordinal);
            return;
        }

        string told = OAuthErrors.ExchangeFailed(TokenRig.Key, failure).ToString() + OAuthErrors.RefreshFailed(TokenRig.Key, failure);
        Assert.DoesNotContain("canary", told, StringComparison.Ordinal);
        Assert.All(["incorrect or expired", "RFC 3986", "fbtrace_id", "secret-", "xoxp", "tok€n", "<h1>", "Invalid Token"], text => Assert.DoesNotContain(text, told, StringComparison.Ordinal));
    }

    private static string ClassOf(TokenFailureKind kind) => kind switch
    {
        TokenFailureKind.Reauthorize => "reauth",
        TokenFailureKind.Configuration => "config",
        TokenFailureKind.Transient or TokenFailureKind.Uncertain => "transient",
        TokenFailureKind.Rejected => "rejected",
        _ => "unparsable",
    };

    private static OAuthTokens Find(JsonElement answer, string token)
    {
        Stack<JsonElement> left = new([answer]);
        while (left.TryPop(out JsonElement element))
        {
            foreach (JsonElement inner in element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(member => member.Value) : [])
            {
                if (inner.ValueKind == JsonValueKind.String && inner.GetString() == token)
                {
                    return new OAuthTokens { AccessToken = token };
                }

                left.Push(inner);
            }
        }

        throw new FormatException();
    }

    private static double? Seconds(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
