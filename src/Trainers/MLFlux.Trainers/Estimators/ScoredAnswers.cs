using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Estimators;

/// <summary>Reads the scores of rows of yes and no beside the right answers.</summary>
internal static class ScoredAnswers
{
    /// <exception cref="ArgumentOutOfRangeException">The label is missing or no bool.</exception>
    public static (float[] Scores, bool[] Answers) Read(IDataView scored, string labelColumnName)
    {
        DataViewSchema.Column label = scored.Schema.Find(labelColumnName), score = scored.Schema.Find(DefaultColumnNames.Score);
        if (label.Type is not BooleanDataViewType)
            throw SchemaErrors.WrongType(labelColumnName, "Boolean", label.Type.ToString()!);

        var scores = new List<float>();
        var answers = new List<bool>();
        using DataViewRowCursor cursor = scored.GetRowCursor([label, score]);
        ValueGetter<bool> readLabel = cursor.GetGetter<bool>(label);
        ValueGetter<float> readScore = cursor.GetGetter<float>(score);
        bool answer = false;
        float value = 0;
        while (cursor.MoveNext())
        {
            readLabel(ref answer);
            readScore(ref value);
            answers.Add(answer);
            scores.Add(value);
        }

        return ([.. scores], [.. answers]);
    }
}
