using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Normalizing;

namespace MLFlux;

/// <summary>Keeps some slots of a vector, each by its weight. Immutable, and safe for any thread.</summary>
/// <seealso cref="FeatureWeighingCatalog.WeighFeatures"/>
public sealed class FeatureWeighingTransformer : ColumnTransformer, ISavedTransformer<FeatureWeighingTransformer>
{
    internal const string LoaderSignature = "MLFluxWeights";
    internal const string ExpectedType = "a vector of known size of Single";

    private static readonly ModelFormat s_format =
        new(nameof(FeatureWeighingTransformer), "FXWEIGHT", LoaderSignature, typeof(FeatureWeighingTransformer));

    private readonly int _size;
    private readonly SlotWeights _weights;

    internal FeatureWeighingTransformer(
        IHostEnvironment environment, string outputColumnName, string inputColumnName, int size, SlotWeights weights)
        : base(environment, outputColumnName, inputColumnName) => (_size, _weights) = (size, weights);

    /// <summary>The slots of the input that are kept, from the first on.</summary>
    public IReadOnlyList<int> Slots => _weights.Slots;

    /// <summary>What each of them is multiplied by; finite, above 0.</summary>
    public IReadOnlyList<float> Weights => _weights.Weights;

    static ModelFormat ISavedTransformer<FeatureWeighingTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    internal override RowOnnx Onnx => new FeatureWeighingOnnx(OutputColumnName, InputColumnName, _size, _weights);

    static FeatureWeighingTransformer ISavedTransformer<FeatureWeighingTransformer>.Read(
        IHostEnvironment environment, BinaryReader reader)
    {
        string output = reader.ReadString(), input = reader.ReadString();
        int size = reader.ReadInt32();
        return new FeatureWeighingTransformer(environment, output, input, size, SlotWeights.Read(reader, size));
    }

    internal override void WriteBody(BinaryWriter writer)
    {
        writer.Write(OutputColumnName);
        writer.Write(InputColumnName);
        writer.Write(_size);
        _weights.Write(writer);
    }

    /// <summary>How many slots a column has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column's type is wrong.</exception>
    internal static int Size(DataViewSchema.Column input) =>
        input.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single
            ? vector.Size
            : throw SchemaErrors.WrongType(input.Name, ExpectedType, input.Type.ToString()!);

    private protected override ColumnMapping Bind(DataViewSchema.Column input)
    {
        if (Size(input) != _size)
            throw SchemaErrors.WrongType(input.Name, $"{_size} numbers, as when it was fitted", input.Type.ToString()!);

        var annotations = new DataViewSchema.Annotations.Builder();
        if (input.SlotNames() is { } names)
            annotations.AddSlotNames([.. _weights.Slots.Select(slot => names[slot])]);
        if (_weights.ArePlain) // A level that is louder than another is no longer one-hot.
            annotations.AddCategoricalRanges(CategoricalRanges.OfKept(CategoricalRanges.Of(input), _weights.Slots));
        return new ColumnMapping(
            new VectorDataViewType(NumberDataViewType.Single, _weights.Slots.Length),
            annotations.ToAnnotations(),
            row => CreateGetter(row.GetGetter<VBuffer<float>>(row.Schema[input.Index])));
    }

    private ValueGetter<VBuffer<float>> CreateGetter(ValueGetter<VBuffer<float>> get)
    {
        VBuffer<float> all = default;
        int[] places = _weights.Places(_size);
        return (ref VBuffer<float> kept) =>
        {
            get(ref all);
            if (all.IsDense)
                Pick(all.GetValues(), ref kept);
            else
                Pick(all.GetValues(), all.GetIndices(), places, ref kept);
        };
    }

    private void Pick(ReadOnlySpan<float> values, ref VBuffer<float> kept)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref kept, _weights.Slots.Length);
        for (int i = 0; i < _weights.Slots.Length; i++)
            editor.Values[i] = values[_weights.Slots[i]] * _weights.Weights[i];
        kept = editor.Commit();
    }

    private void Pick(ReadOnlySpan<float> values, ReadOnlySpan<int> slots, int[] places, ref VBuffer<float> kept)
    {
        int count = 0;
        foreach (int slot in slots)
            count += places[slot] >= 0 ? 1 : 0;
        VBufferEditor<float> editor = VBufferEditor.Create(ref kept, _weights.Slots.Length, count);
        int next = 0;
        for (int i = 0; i < slots.Length; i++)
        {
            int place = places[slots[i]];
            if (place < 0)
                continue;
            editor.Values[next] = values[i] * _weights.Weights[place];
            if (!editor.Indices.IsEmpty) // Where every slot has a value, the vector is dense.
                editor.Indices[next] = place;
            next++;
        }

        kept = editor.Commit();
    }
}
