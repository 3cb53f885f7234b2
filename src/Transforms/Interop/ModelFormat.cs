using System.Text;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLFlux.Interop;

/// <summary>
/// How one kind of transformer is marked and framed inside ML.NET's zip. The entry names the assembly that reads it, so that
/// a plain <c>new MLContext().Model.Load</c> finds it without registration.
/// </summary>
internal sealed class ModelFormat
{
    private readonly string _name;
    private readonly VersionInfo _version;

    /// <param name="name">The transformer, as error messages call it.</param>
    /// <param name="signature">Marks the entry's content: exactly 8 characters.</param>
    /// <param name="loaderSignature">The name under which <c>LoadableClass</c> declares the reader: at most 24 characters.</param>
    /// <param name="loader">A type of the assembly that declares it.</param>
    public ModelFormat(string name, string signature, string loaderSignature, Type loader)
    {
        _name = name;
        _version = new VersionInfo(
            modelSignature: signature,
            verWrittenCur: 0x00010001,
            verReadableCur: 0x00010001,
            verWeCanReadBack: 0x00010001,
            loaderSignature: loaderSignature,
            loaderAssemblyName: loader.Assembly.FullName);
    }

    /// <summary>Writes the header, then what <paramref name="writeBody"/> writes.</summary>
    public void Write(ModelSaveContext context, Action<BinaryWriter> writeBody)
    {
        context.CheckAtModel();
        context.SetVersionInfo(_version);
        writeBody(context.Writer);
    }

    /// <summary>
    /// Gives <paramref name="readBody"/> the body and nothing beyond it, and makes one kind of error of all that can be wrong with it.
    /// </summary>
    /// <exception cref="FormatException">The entry is of another kind, is damaged, or is longer than what was read.</exception>
    public T Read<T>(ModelLoadContext context, Func<BinaryReader, T> readBody)
    {
        try
        {
            context.CheckAtModel(_version);
            // The header's sizes were checked against the entry's when the context was made.
            byte[] body = context.Reader.ReadBytes(checked((int)context.Header.CbModel));
            using var stream = new MemoryStream(body, writable: false);
            using var reader = new BinaryReader(stream, Encoding.UTF8);
            T result = readBody(reader);
            return stream.Position == stream.Length ? result : throw new InvalidDataException($"{stream.Length - stream.Position:N0} bytes too many.");
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or FormatException or ArgumentException or OverflowException)
        {
            // Marked, as ML.NET does: it then keeps the message instead of "thrown by the target of an invocation".
            throw Contracts.ExceptDecode(fault, $"The model file holds a damaged {_name}: {fault.Message} Save the model again.");
        }
    }
}
