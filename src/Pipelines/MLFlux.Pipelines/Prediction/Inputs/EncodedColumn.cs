using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Prediction;

/// <summary>A column of bytes of any number: encoded images.</summary>
internal sealed class EncodedColumn(DataViewSchema.Column column) : InputColumn(column)
{
    private byte[] _bytes = [];

    public override string Expected => "the bytes of an image's file";

    public override void Set(object? value, bool isForeign)
    {
        object? given = JsonValues.Scalar(value);
        _bytes = EncodedImage.Bytes(Name, given, isForeign)
            ?? throw Fault(isForeign ? "bytes as base64" : "bytes, base64 as text or the path of a file", given);
    }

    public override Delegate CreateGetter() => (ValueGetter<VBuffer<byte>>)((ref VBuffer<byte> value) =>
    {
        VBufferEditor<byte> editor = VBufferEditor.Create(ref value, _bytes.Length);
        _bytes.CopyTo(editor.Values);
        value = editor.Commit();
    });

    public override void Forget() => _bytes = [];
}
