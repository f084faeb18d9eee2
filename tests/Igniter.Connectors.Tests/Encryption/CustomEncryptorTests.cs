namespace Igniter.Connectors.Tests.Encryption;

public sealed class CustomEncryptorTests
{
    private const string Json = """{"token":"a","children":[{"token":[1,{"b":null}]}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S74_a_custom_encryptor_is_used_in_both_directions_whatever_its_envelopes_look_like()
    {
        FakeKms kms = new();
        ConfigProtector protector = new(kms, Sealing.Hasher());
        ConnectionRecord record = await protector.StoreAsync(Json, Shapes.Tree);
        string tokens = await protector.ProtectValueAsync("t", Sealing.Key, ConfigProtector.TokensField, Token);

        Assert.Equal(3, kms.Calls);
        Assert.DoesNotContain("igc1", Sealing.Text(record.Config), StringComparison.Ordinal);
        Assert.Equal("arn:fake:kms/1", record.KeyId);
        Assert.Equal(Json, await protector.RevealTextAsync(record, Shapes.Tree));
        Assert.Equal("t", await protector.RevealValueAsync(tokens, Sealing.Key, ConfigProtector.TokensField, record.KeyId, Token));
        Assert.Equal(6, kms.Calls);
    }

    [Fact]
    public async Task S74_the_built_in_encryption_is_never_tried_in_its_place()
    {
        ConnectionRecord builtIn = await Sealing.Protector().StoreAsync(Json, Shapes.Tree);
        ConnectionRecord custom = await new ConfigProtector(new FakeKms(), Sealing.Hasher()).StoreAsync(Json, Shapes.Tree);

        await Sealing.DecryptFailsAsync(() => new ConfigProtector(new FakeKms(), Sealing.Hasher()).RevealTextAsync(builtIn));
        await Sealing.DecryptFailsAsync(() => Sealing.Protector().RevealTextAsync(custom));
    }

    [Fact]
    public async Task S74_its_envelopes_are_encrypted_anew_when_its_key_changes()
    {
        FakeKms kms = new();
        ConfigProtector protector = new(kms, Sealing.Hasher());
        ConnectionRecord record = await protector.StoreAsync(Json, Shapes.Tree);
        kms.KeyId = "arn:fake:kms/2";

        ConnectionRecord renewed = await protector.ReencryptAsync(record, Token);

        Assert.Equal("arn:fake:kms/2", renewed.KeyId);
        Assert.DoesNotContain("kms/1", Sealing.Text(renewed.Config), StringComparison.Ordinal);
        Assert.Equal(Json, await protector.RevealTextAsync(renewed, Shapes.Tree));
    }

    [Fact]
    public async Task S73_its_failures_look_like_all_others_and_keep_their_texts_to_themselves()
    {
        FakeKms kms = new();
        ConfigProtector protector = new(kms, Sealing.Hasher());
        ConnectionRecord record = await protector.StoreAsync(Json, Shapes.Tree);

        ConnectorException moved = await Sealing.DecryptFailsAsync(
            () => protector.RevealTextAsync(record with { Key = Sealing.Key with { Identity = "org_2" } }));
        Assert.IsType<InvalidOperationException>(moved.InnerException);
        Assert.DoesNotContain("Canary", moved.ToString(), StringComparison.Ordinal);

        kms.Envelope = () => throw new InvalidOperationException("Canary: no access.");
        ConnectorException failed = await Sealing.EncryptFailsAsync(() => protector.StoreAsync(Json, Shapes.Tree));
        Assert.Contains("'token'", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", failed.ToString(), StringComparison.Ordinal);

        kms.Plaintext = () => null!;
        await Sealing.DecryptFailsAsync(() => protector.RevealTextAsync(record));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("two\nlines")]
    [InlineData("a\0b")]
    [InlineData("half a pair \ud83d")]
    public async Task An_envelope_that_a_store_could_not_keep_is_an_error(string? envelope)
    {
        ConfigProtector protector = new(new FakeKms { Envelope = () => envelope! }, Sealing.Hasher());

        await Sealing.EncryptFailsAsync(() => protector.StoreAsync(Json, Shapes.Tree));
    }

    [Fact]
    public async Task An_encryptor_without_a_key_id_is_an_error() =>
        await Sealing.EncryptFailsAsync(() => new ConfigProtector(new FakeKms { KeyId = "" }, Sealing.Hasher()).StoreAsync(Json, Shapes.Tree));

    [Theory]
    [InlineData("1,\"admin\":true")]
    [InlineData("1}")]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("\"open")]
    [InlineData("1 2")]
    [InlineData("[1")]
    public async Task A_decrypted_value_can_not_change_the_configuration_around_it(string plaintext)
    {
        FakeKms kms = new();
        ConfigProtector protector = new(kms, Sealing.Hasher());
        ConnectionRecord record = await protector.StoreAsync(Json, Shapes.Tree);
        kms.Plaintext = () => Sealing.Utf8(plaintext);

        await Sealing.DecryptFailsAsync(() => protector.RevealTextAsync(record));
    }

    [Fact]
    public async Task An_exception_of_the_SDKs_own_type_passes_and_so_does_the_callers_cancellation()
    {
        ConnectorException own = new("ACME_KMS_DOWN", "The key service is down.") { IsTransient = true };
        ConfigProtector protector = new(new FakeKms { Envelope = () => throw own }, Sealing.Hasher());

        Assert.Same(own, await Assert.ThrowsAsync<ConnectorException>(() => protector.StoreAsync(Json, Shapes.Tree)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await protector.ProtectAsync(Sealing.Utf8(Json), Shapes.Tree, Sealing.Key, new CancellationToken(canceled: true)));

        // A cancellation that isn't the caller's is a failure.
        ConfigProtector timingOut = new(new FakeKms { Envelope = () => throw new TaskCanceledException() }, Sealing.Hasher());
        await Sealing.EncryptFailsAsync(() => timingOut.StoreAsync(Json, Shapes.Tree));
    }
}
