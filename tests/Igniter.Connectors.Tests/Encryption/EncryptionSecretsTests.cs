using Microsoft.Extensions.Configuration;

namespace Igniter.Connectors.Tests.Encryption;

public sealed class EncryptionSecretsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("hunter2-hunter2")]
    [InlineData("hunter2-hunter2-hunter2-hunter2")]
    [InlineData("hunter2                                                           ")]
    public void S63_a_missing_or_short_secret_is_refused_with_advice_and_without_its_value(string secret)
    {
        ConnectorException exception = Assert.Throws<ConnectorException>(() => EncryptionSecrets.Read(secret, [], null));

        Assert.Equal(ConnectorErrorCodes.ConnectorEncryptionSecretRequired, exception.Code);
        Assert.Contains("IGNITER_SECRET", exception.Message, StringComparison.Ordinal);
        Assert.Contains("openssl rand -base64 48", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void S63_no_secret_anywhere_is_refused_and_not_replaced_by_a_default()
    {
        ConnectorException exception = Assert.Throws<ConnectorException>(() => EncryptionSecrets.Read(null, [], Configuration([])));

        Assert.Equal(ConnectorErrorCodes.ConnectorEncryptionSecretRequired, exception.Code);
    }

    [Fact]
    public void S63_a_short_previous_secret_is_refused_without_its_value()
    {
        ConnectorException exception = Assert.Throws<ConnectorException>(() => EncryptionSecrets.Read(Sealing.Secret, ["hunter2"], null));

        Assert.Equal(ConnectorErrorCodes.ConnectorEncryptionSecretRequired, exception.Code);
        Assert.Contains("IGNITER_SECRET_PREVIOUS", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_of_32_characters_is_enough() =>
        Assert.Equal(new string('x', 32), EncryptionSecrets.Read(new string('x', 32), [], null).All[0]);

    [Fact]
    public void Options_come_before_the_configuration_and_previous_secrets_of_both_count()
    {
        IConfiguration configuration = Configuration(new()
        {
            ["IGNITER_SECRET"] = "the one from the configuration, not used",
            ["IGNITER_SECRET_PREVIOUS"] = $" {new string('a', 32)},,{new string('b', 40)}\n",
        });

        EncryptionSecrets secrets = EncryptionSecrets.Read(Sealing.Secret, [new string('c', 32)], configuration);

        Assert.Equal(Sealing.Secret, secrets.All[0]);
        Assert.Equal([new string('c', 32), new string('a', 32), new string('b', 40)], secrets.All.Skip(1));
    }

    [Fact]
    public void A_secret_read_from_a_file_with_a_line_end_is_the_same_secret() =>
        Assert.Equal(
            Sealing.Encryptor().KeyId,
            new AesGcmEncryptor(EncryptionSecrets.Read(null, [], Configuration(new() { ["IGNITER_SECRET"] = Sealing.Secret + "\r\n" }))).KeyId);

    private static IConfiguration Configuration(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();
}

/// <summary>Alone, because the environment belongs to the whole process.</summary>
[Collection("Environment")]
public sealed class EncryptionSecretsEnvironmentTests
{
    [Fact]
    public void The_environment_is_read_where_there_is_no_configuration()
    {
        Environment.SetEnvironmentVariable("IGNITER_SECRET", Sealing.Secret);
        Environment.SetEnvironmentVariable("IGNITER_SECRET_PREVIOUS", Sealing.OtherSecret);
        try
        {
            EncryptionSecrets secrets = EncryptionSecrets.Read(null, [], null);

            Assert.Equal(Sealing.Secret, secrets.All[0]);
            Assert.Equal([Sealing.OtherSecret], secrets.All.Skip(1));
        }
        finally
        {
            Environment.SetEnvironmentVariable("IGNITER_SECRET", null);
            Environment.SetEnvironmentVariable("IGNITER_SECRET_PREVIOUS", null);
        }
    }
}

[CollectionDefinition("Environment", DisableParallelization = true)]
public sealed class EnvironmentCollection;
