using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLFlux.Estimators;

/// <summary>A word of a text: the vector of its first token, and its label.</summary>
internal sealed class LabelledWord
{
    public float[] Features { get; set; } = [];

    /// <summary>The label, from 0: ML.NET counts the keys of an object's member so, and those of a column from 1.</summary>
    public uint Label { get; set; }

    /// <summary>Rows of words.</summary>
    /// <param name="environment">The context.</param>
    /// <param name="words">The words.</param>
    /// <param name="label">The column of all words' labels of a text, whose keys theirs are.</param>
    /// <param name="width">How many numbers a vector has.</param>
    public static IDataView View(
        IHostEnvironment environment, IReadOnlyList<LabelledWord> words, DataViewSchema.Column label, int width)
    {
        var keys = (KeyDataViewType)((VectorDataViewType)label.Type).ItemType;
        var definition = SchemaDefinition.Create(typeof(LabelledWord));
        definition[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        definition[nameof(Label)].ColumnType = new KeyDataViewType(typeof(uint), checked((int)keys.Count));
        if (label.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type
            is VectorDataViewType { ItemType: TextDataViewType })
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            label.GetKeyValues(ref names);
            definition[nameof(Label)].AddAnnotation(
                AnnotationUtils.Kinds.KeyValues, names, new VectorDataViewType(TextDataViewType.Instance, names.Length));
        }

        return DataViewConstructionUtils.CreateFromList(environment, (List<LabelledWord>)[.. words], definition);
    }
}
