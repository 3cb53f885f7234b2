using Microsoft.ML.Data;

namespace MLFlux.ReadyMade;

/// <summary>Gathers the columns by what is made of them, and makes steps for all of a kind at once.</summary>
internal sealed class FeaturePlanner(NewNames names, int bins)
{
    private const int HashBits = 10, MostNgrams = 10_000, DateWidth = 8;

    private readonly List<ColumnPair> _toSingle = [], _toDouble = [], _scaled = [], _indicated = [], _filled = [];
    private readonly List<ColumnPair> _binned = [], _hot = [], _hashed = [], _keys = [];
    private readonly List<PipelineStep> _dates = [], _texts = [];
    private readonly List<string> _features = [];
    private int _width, _mostLevels;

    public void Add(ColumnProfile column, ColumnUse use)
    {
        switch (use)
        {
            case ColumnUse.Number:
                AddNumber(column);
                break;
            case ColumnUse.Boolean:
                Add(_toSingle, column, "number", 1);
                break;
            case ColumnUse.Category when column.Column.Type is KeyDataViewType key:
                Add(_keys, column, "onehot", (int)key.Count);
                _mostLevels = Math.Max(_mostLevels, (int)key.Count);
                break;
            case ColumnUse.Category:
                Add(_hot, column, "onehot", column.Values.Count);
                _mostLevels = Math.Max(_mostLevels, column.Values.Count);
                break;
            case ColumnUse.Hashed:
                Add(_hashed, column, "hash", 1 << HashBits);
                _mostLevels = Math.Max(_mostLevels, 1 << HashBits);
                break;
            case ColumnUse.Text:
                var text = new ColumnPair(Feature(column, "text", MostNgrams), column.Name);
                _texts.Add(PipelineSteps.FeaturizeText(text, MostNgrams));
                break;
            case ColumnUse.Date:
                var date = new ColumnPair(Feature(column, "parts", DateWidth), column.Name);
                _dates.Add(PipelineSteps.DateParts(date));
                _scaled.Add(ColumnPair.InPlace(date.Output));
                break;
            case ColumnUse.Label or ColumnUse.Weight or ColumnUse.LeftOut or ColumnUse.Image:
                break; // No feature of a table.
        }
    }

    public FeaturePlan Finish()
    {
        var steps = new List<PipelineStep>();
        AddStep(_toSingle, PipelineSteps.ToSingle);
        AddStep(_toDouble, PipelineSteps.ToDouble);
        steps.AddRange(_dates);
        AddStep(_scaled, PipelineSteps.NormalizeRobust);
        AddStep(_indicated, PipelineSteps.IndicateMissingValues);
        AddStep([.. _indicated.Select(pair => ColumnPair.InPlace(pair.Output))], PipelineSteps.ToSingle);
        AddStep(_filled, PipelineSteps.ReplaceMissingValues);
        AddStep(_binned, pairs => PipelineSteps.NormalizeBinning(pairs, bins));
        AddStep([.. _hot, .. _binned.Select(pair => ColumnPair.InPlace(pair.Output))], PipelineSteps.OneHotEncoding);
        AddStep(_hashed, pairs => PipelineSteps.OneHotHashEncoding(pairs, HashBits));
        AddStep(_keys, PipelineSteps.MapKeyToVector);
        steps.AddRange(_texts);
        steps.Add(PipelineSteps.Concatenate(_features));
        return new FeaturePlan(steps, _width, _mostLevels);

        void AddStep(IReadOnlyList<ColumnPair> pairs, Func<IReadOnlyList<ColumnPair>, PipelineStep> step)
        {
            if (pairs.Count > 0)
                steps.Add(step(pairs));
        }
    }

    private void AddNumber(ColumnProfile column)
    {
        int width = (column.Column.Type as VectorDataViewType)?.Size ?? 1;
        string scaled = Feature(column, "scaled", width);
        bool isFloating = column.Column.Type is VectorDataViewType
            || column.Column.Type == NumberDataViewType.Single || column.Column.Type == NumberDataViewType.Double;
        if (!isFloating)
            _toDouble.Add(new ColumnPair(scaled, column.Name)); // Single precision would lose the differences of large whole numbers.

        _scaled.Add(new ColumnPair(scaled, isFloating ? column.Name : scaled));
        if (column.Missing > 0)
            _indicated.Add(new ColumnPair(Feature(column, "missing", 1), scaled));
        _filled.Add(ColumnPair.InPlace(scaled)); // Also where none is missing here: new rows may lack one.
        if (bins > 0 && column.Column.Type is not VectorDataViewType && column.Values.Count > 2)
            _binned.Add(new ColumnPair(Feature(column, "bin", Math.Min(bins, column.Values.Count)), scaled));
    }

    private void Add(List<ColumnPair> pairs, ColumnProfile column, string suffix, int width) =>
        pairs.Add(new ColumnPair(Feature(column, suffix, width), column.Name));

    private string Feature(ColumnProfile column, string suffix, int width)
    {
        string name = names.Of(column.Name, suffix);
        _features.Add(name);
        _width += width;
        return name;
    }
}
