using Microsoft.ML.Data;

namespace MLFlux.ReadyMade;

/// <summary>Gathers the columns by what is made of them, and makes steps for all of a kind at once.</summary>
internal sealed class FeaturePlanner
{
    /// <summary>How many words, and how many pairs of words, are counted.</summary>
    private const int CountedNgrams = 50_000;

    /// <summary>How many numbers a date becomes.</summary>
    public const int DateWidth = 8;

    private readonly List<ColumnPair> _toSingle = [], _toDouble = [], _scaled = [], _passed = [], _indicated = [], _filled = [];
    private readonly List<ColumnPair> _hot = [], _keys = [];
    private readonly SortedDictionary<int, List<ColumnPair>> _hashed = []; // By the bits of the hash.
    private readonly SortedDictionary<int, List<ColumnPair>> _limited = []; // By the rows that a level needs.
    private readonly List<PipelineStep> _dates = [], _texts = [];
    private readonly List<string> _numbers = [], _others = [];
    private int _numberWidth, _otherWidth, _mostLevels, _mostValues, _levels, _vectors, _flagWidth, _hotWidth;
    private readonly List<ColumnProfile> _codes = [];
    private readonly WideNumbers _wide = new();
    private readonly TreeFeatures _trees;

    private readonly NewNames _names;
    private readonly string _label;
    private readonly bool _hasClasses;
    private readonly TextBackbone? _textBackbone;

    /// <param name="names">Names for new columns.</param>
    /// <param name="label">The label's column, as the trainer finds it.</param>
    /// <param name="hasClasses">Whether classes are told apart, yes or no among them.</param>
    /// <param name="textBackbone">The pretrained network that reads texts; null for none.</param>
    public FeaturePlanner(NewNames names, string label, bool hasClasses, TextBackbone? textBackbone)
    {
        (_names, _label, _hasClasses, _textBackbone) = (names, label, hasClasses, textBackbone);
        _trees = new TreeFeatures(_names);
        Branches = new ColumnBranches(names, _trees);
    }

    /// <summary>The columns that have a branch of the network of their own.</summary>
    public ColumnBranches Branches { get; }

    /// <summary>How many of a text's words and pairs of words are learned from at the most.</summary>
    public int MostNgrams { get; set; } = TextTraining.MostNgrams;

    /// <param name="column">The column.</param>
    /// <param name="use">What is made of it.</param>
    /// <param name="role">How much of a number or a category the network is given.</param>
    /// <param name="leastRows">How many rows a level needs; those of fewer are learned from together, as levels that were not seen.</param>
    public void Add(ColumnProfile column, ColumnUse use, FeatureRole role, int leastRows = 1)
    {
        switch (use)
        {
            case ColumnUse.Number:
                AddNumber(column, role);
                break;
            case ColumnUse.Boolean:
                Add(_toSingle, column, "number", 1);
                break;
            case ColumnUse.Category when column.Column.Type is KeyDataViewType key:
                AddLevels(_keys, column, "onehot", (int)key.Count, role);
                break;
            case ColumnUse.Category:
                AddLevels(_hot, column, "onehot", LevelRows.Kept(column, leastRows), role);
                Limit(_hot, role, leastRows);
                break;
            case ColumnUse.Hashed:
                int bits = HashSlots.Bits(column.Present);
                if (!_hashed.TryGetValue(bits, out List<ColumnPair>? hashed))
                    _hashed.Add(bits, hashed = []);
                AddLevels(hashed, column, "hash", 1 << bits, role);
                Limit(hashed, role, leastRows);
                break;
            case ColumnUse.Text:
                if (_textBackbone is not null && column.Column.Type is TextDataViewType)
                    Branches.AddTexts(column, _textBackbone);
                else if (TextTraining.HasTokens(column, _hasClasses))
                    Branches.AddTexts(column);
                if (TextTraining.HasCounts(column))
                    AddCounts(column);
                break;
            case ColumnUse.Choices:
                var lists = ChoiceLists.Of(column);
                var choices = new ColumnPair(Feature(_others, column, "choices", lists.Count), column.Name);
                _texts.AddRange(ChoiceTraining.Steps(choices, lists));
                break;
            case ColumnUse.Date:
                var date = new ColumnPair(Feature(_numbers, column, "parts", DateWidth), column.Name);
                _dates.Add(PipelineSteps.DateParts(date));
                _scaled.Add(ColumnPair.InPlace(date.Output));
                _wide.Add(date.Output);
                _mostValues = int.MaxValue;
                break;
            case ColumnUse.Label or ColumnUse.Weight or ColumnUse.Group or ColumnUse.LeftOut or ColumnUse.Image:
                break; // No feature of the table's vector.
        }
    }

    /// <summary>Gives each of a column's numbers, which are codes, a place of its own, too.</summary>
    public void AddCodes(ColumnProfile column) => _codes.Add(column);

    private void AddCounts(ColumnProfile column)
    {
        int ngrams = (int)Math.Min(MostNgrams, 2 * column.Words * column.Present);
        var text = new ColumnPair(Feature(_others, column, "text", column.Words > 0 ? ngrams : MostNgrams), column.Name);
        _texts.AddRange(
            PipelineSteps.FeaturizeText(text, CountedNgrams), PipelineSteps.WeighFeatures(text.Output, _label, MostNgrams),
            PipelineSteps.NormalizeLpNorm(text.Output));
    }

    /// <summary>Whether numbers are so many, for so many rows, that only some of them are learned from.</summary>
    private bool AreNumbersChosen(long rows) => WideNumbers.AreChosen(_numberWidth, rows);

    public FeaturePlan Finish(long rows)
    {
        var steps = new List<PipelineStep>();
        bool areChosen = AreNumbersChosen(rows);
        if (!areChosen)
            _codes.ForEach(column => AddLevels(_hot, column, "level", column.Values.Count, FeatureRole.Whole, isPlain: false));
        IReadOnlyList<string> chosen = areChosen ? _wide.Features(_names) : [];
        HashSet<string> flags = areChosen ? [.. _indicated.Select(pair => pair.Output)] : [];
        int others = TabularTraining.HasVectors(_mostLevels) ? _otherWidth - _levels + _vectors : _otherWidth;
        if (areChosen)
            others += ((chosen.Count - 1) * WideNumbers.Most) - _flagWidth;
        WideLevels? levels = WideLevels.AreChosen(_hotWidth, _mostLevels, rows)
            ? new WideLevels(_names, _label, [.. _hot.Concat(_keys).Select(pair => pair.Output)]) : null;
        if (levels is not null)
            others += WideLevels.Most - _hotWidth;
        var plan = new FeaturePlan(
            rows, steps, areChosen ? WideNumbers.Most : _numberWidth, others, _trees.Finish(), _mostLevels, _mostValues)
        {
            Branches = Branches.All,
            AreChosen = areChosen,
        };
        AddStep(_toSingle, PipelineSteps.ToSingle);
        if (areChosen)
        {
            steps.AddRange(_dates);
            steps.AddRange(_wide.Steps(chosen, _label, clip: !plan.HasBins));
        }
        else
        {
            AddStep(_toDouble, PipelineSteps.ToDouble);
            steps.AddRange(_dates);
            AddStep(_scaled, pairs => PipelineSteps.NormalizeRobust(pairs, clip: !plan.HasBins)); // Bins bound the numbers themselves.
            AddStep(_passed, pairs => PipelineSteps.NormalizeRobust(pairs, clip: true));
            AddStep(_indicated, PipelineSteps.IndicateMissingValues);
            AddStep([.. _indicated.Select(pair => ColumnPair.InPlace(pair.Output))], PipelineSteps.ToSingle);
            AddStep(_filled, PipelineSteps.ReplaceMissingValues);
        }

        AddStep(_hot, PipelineSteps.OneHotEncoding);
        foreach ((int bits, List<ColumnPair> hashed) in _hashed)
            AddStep(hashed, pairs => PipelineSteps.OneHotHashEncoding(pairs, bits));
        AddStep(_keys, PipelineSteps.MapKeyToVector);
        foreach ((int least, List<ColumnPair> limited) in _limited)
            AddStep(limited, pairs => PipelineSteps.SelectFrequentFeatures(pairs, least));
        steps.AddRange(levels?.Steps ?? []);
        steps.AddRange(_texts);
        IEnumerable<string> kept = _others.Where(name => !flags.Contains(name));
        string[] all = [.. areChosen ? chosen : _numbers, .. levels?.Of(kept) ?? kept];
        if (all.Length > 0)
            steps.Add(PipelineSteps.Concatenate(all)); // Numbers stand first, where the network finds them.
        steps.AddRange(Branches.Steps);
        return plan;

        void AddStep(IReadOnlyList<ColumnPair> pairs, Func<IReadOnlyList<ColumnPair>, PipelineStep> step)
        {
            if (pairs.Count > 0)
                steps.Add(step(pairs));
        }
    }

    private void AddNumber(ColumnProfile column, FeatureRole role)
    {
        _trees.AddNumber(column);
        if (role == FeatureRole.TreesOnly)
            return;
        int width = (column.Column.Type as VectorDataViewType)?.Size ?? 1;
        bool isWhole = role == FeatureRole.Whole;
        string scaled = Feature(isWhole ? _numbers : _others, column, "scaled", width, isPlain: false);
        bool isScalable = column.Column.Type is VectorDataViewType || column.Column.Type == NumberDataViewType.Single
            || column.Column.Type == NumberDataViewType.Double || column.Column.Type == NumberDataViewType.Int64;
        if (!isScalable)
            _toDouble.Add(new ColumnPair(scaled, column.Name)); // Single precision would lose the differences of large whole numbers.

        // What stands in for a missing one is one value more.
        bool isCounted = column is { HasAllValues: true, Values.Count: > 0 };
        if (isWhole)
            _mostValues = Math.Max(_mostValues, isCounted ? column.Values.Count + (column.Missing > 0 ? 1 : 0) : int.MaxValue);
        _wide.Add(column, scaled);
        (isWhole ? _scaled : _passed).Add(new ColumnPair(scaled, isScalable ? column.Name : scaled));
        if (column.Missing > 0)
        {
            _indicated.Add(new ColumnPair(Feature(_others, column, "missing", width, isPlain: false), scaled));
            _flagWidth += width;
        }

        _filled.Add(ColumnPair.InPlace(scaled)); // Also where none is missing here: new rows may lack one.
    }

    /// <summary>Leaves out the slots of the last column's levels of fewer rows.</summary>
    private void Limit(List<ColumnPair> pairs, FeatureRole role, int leastRows)
    {
        if (leastRows <= 1 || role == FeatureRole.TreesOnly)
            return;
        if (!_limited.TryGetValue(leastRows, out List<ColumnPair>? limited))
            _limited.Add(leastRows, limited = []);
        limited.Add(ColumnPair.InPlace(pairs[^1].Output));
    }

    private void AddLevels(
        List<ColumnPair> pairs, ColumnProfile column, string suffix, int levels, FeatureRole role, bool isPlain = true)
    {
        bool isHashed = levels > 1 << HashSlots.FewBits && column.Column.Type is TextDataViewType;
        if (isHashed)
            _trees.Add(column.Name, pair => PipelineSteps.OneHotHashEncoding([pair], HashSlots.FewBits));
        if (role == FeatureRole.TreesOnly)
        {
            if (!isHashed)
                _trees.AddLevels(column);
            return;
        }

        pairs.Add(new ColumnPair(Feature(_others, column, suffix, levels, isPlain && !isHashed), column.Name));
        _mostLevels = Math.Max(_mostLevels, levels);
        _levels += levels;
        _hotWidth += pairs == _hot || pairs == _keys ? levels : 0;
        _vectors += Math.Clamp(levels - 1, 1, EntityEmbeddingLayer.MostDefaultWidth);
    }

    private void Add(List<ColumnPair> pairs, ColumnProfile column, string suffix, int width) =>
        pairs.Add(new ColumnPair(Feature(_others, column, suffix, width), column.Name));

    private string Feature(List<string> features, ColumnProfile column, string suffix, int width, bool isPlain = true)
    {
        string name = _names.Of(column.Name, suffix);
        features.Add(name);
        if (isPlain)
            _trees.AddShared(name);
        if (features == _numbers)
            _numberWidth += width;
        else
            _otherWidth += width;
        return name;
    }
}
