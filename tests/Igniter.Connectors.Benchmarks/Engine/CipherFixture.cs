namespace Igniter.Connectors.Benchmarks.Engine;

/// <summary>Values of one size, encrypted by the SDK and by hand.</summary>
internal sealed class CipherFixture : IDisposable
{
    /// <summary>More connections than ciphers are kept for.</summary>
    private const int Cold = 8_192;

    private static readonly EncryptionContext Context = new(new ConnectionKey("organization", "org_1", "bench-secret", ""), "/token");

    private readonly AesGcmEncryptor _encryptor;
    private readonly HandCipher _byHand = new();
    private readonly EncryptionContext[] _cold;
    private readonly byte[] _plaintext;
    private readonly string _envelope;
    private readonly string _envelopeByHand;
    private int _next;

    private CipherFixture(AesGcmEncryptor encryptor, byte[] plaintext, string envelope)
    {
        _encryptor = encryptor;
        _plaintext = plaintext;
        _envelope = envelope;
        _envelopeByHand = _byHand.Encrypt(_plaintext);
        _cold = [.. Enumerable.Range(0, Cold).Select(number => new EncryptionContext(new ConnectionKey("organization", $"cold_{number}", "bench-secret", ""), "/token"))];
    }

    public static async Task<CipherFixture> CreateAsync(int size)
    {
        AesGcmEncryptor encryptor = new(EncryptionSecrets.Read(BenchHost.Secret, [], null));
        byte[] plaintext = new byte[size];
        return new CipherFixture(encryptor, plaintext, await encryptor.EncryptAsync(plaintext, Context));
    }

    public async Task EncryptAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _encryptor.EncryptAsync(_plaintext, Context);
        }
    }

    public Task EncryptByHandAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _byHand.Encrypt(_plaintext);
        }

        return Task.CompletedTask;
    }

    public async Task EncryptColdAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _encryptor.EncryptAsync(_plaintext, _cold[_next++ % Cold]);
        }
    }

    public async Task DecryptAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _encryptor.DecryptAsync(_envelope, Context);
        }
    }

    public Task DecryptByHandAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _byHand.Decrypt(_envelopeByHand);
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _encryptor.Dispose();
        _byHand.Dispose();
    }
}
