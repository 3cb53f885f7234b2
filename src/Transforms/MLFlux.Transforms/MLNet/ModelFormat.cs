using System.Reflection;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.Files;

namespace MLFlux.MLNet;

/// <summary>
/// How one kind of transformer is marked and framed inside ML.NET's zip. The entry names the assembly that reads it, so that
/// a plain <c>new MLContext().Model.Load</c> finds it without registration.
/// </summary>
internal sealed class ModelFormat
{
    /// <summary>Without the version of MLFlux and, for most, without a digest.</summary>
    private const uint First = 0x00010001;

    /// <summary>Sealed; the text that comes first says which version of MLFlux wrote it, in this and in all later versions.</summary>
    private const uint Current = 0x00010002;

    private static readonly string WrittenBy =
        typeof(ModelFormat).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private readonly string _name;
    private readonly bool _wasSealed;
    private readonly VersionInfo _version;

    /// <param name="name">The transformer, as error messages call it.</param>
    /// <param name="signature">Marks the entry's content: exactly 8 characters.</param>
    /// <param name="loaderSignature">The name under which <c>LoadableClass</c> declares the reader: at most 24 characters.</param>
    /// <param name="loader">A type of the assembly that declares it.</param>
    /// <param name="wasSealed">Whether the first version had a digest already.</param>
    public ModelFormat(string name, string signature, string loaderSignature, Type loader, bool wasSealed = false)
    {
        _name = name;
        _wasSealed = wasSealed;
        _version = new VersionInfo(
            modelSignature: signature,
            verWrittenCur: Current,
            verReadableCur: Current,
            verWeCanReadBack: First,
            loaderSignature: loaderSignature,
            loaderAssemblyName: loader.Assembly.FullName);
    }

    /// <summary>
    /// Writes the header, and then, with their digest, the version of MLFlux and what <paramref name="writeBody"/> writes.
    /// </summary>
    public void Write(ModelSaveContext context, Action<BinaryWriter> writeBody)
    {
        context.CheckAtModel();
        context.SetVersionInfo(_version);
        SealedBody.Write(context.Writer, body =>
        {
            body.Write(WrittenBy);
            writeBody(body);
        });
    }

    /// <summary>
    /// Gives <paramref name="readBody"/> the body and nothing beyond it, and makes one kind of error of all that can be wrong with it.
    /// </summary>
    /// <exception cref="FormatException">The entry is of another kind, is damaged, or is longer than what was read.</exception>
    /// <exception cref="InvalidOperationException">The entry is of a newer version of MLFlux.</exception>
    public T Read<T>(ModelLoadContext context, Func<BinaryReader, T> readBody)
    {
        try
        {
            // The header's sizes were checked against the entry's when the context was made.
            byte[] entry = context.Reader.ReadBytes(checked((int)context.Header.CbModel));
            using var reader = new BinaryReader(new MemoryStream(entry, writable: false), Encoding.UTF8);
            if (context.Header.ModelSignature == _version.ModelSignature && context.Header.ModelVerWritten > Current)
                throw Newer(reader.ReadString());

            context.CheckVersionInfo(_version);
            if (context.Header.ModelVerWritten == First)
                return _wasSealed ? SealedBody.Read(reader, body => ReadAll(body, readBody)) : ReadAll(reader, readBody);

            return SealedBody.Read(reader, body =>
            {
                _ = body.ReadString();
                return ReadAll(body, readBody);
            });
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or FormatException or ArgumentException
        or OverflowException)
        {
            // Marked, as ML.NET does: it then keeps the message instead of "thrown by the target of an invocation".
            throw Contracts.ExceptDecode(fault, $"The model file holds a damaged {_name}: {fault.Message} Save the model again.");
        }
    }

    private Exception Newer(string writtenBy) => Contracts.Except(
        $"The model file's {_name} was written by MLFlux {writtenBy}; this is MLFlux {WrittenBy}. Install MLFlux {writtenBy} or later.");

    private static T ReadAll<T>(BinaryReader reader, Func<BinaryReader, T> readBody)
    {
        T result = readBody(reader);
        long left = reader.BaseStream.Length - reader.BaseStream.Position;
        return left == 0 ? result : throw new InvalidDataException($"{left:N0} bytes too many.");
    }
}
