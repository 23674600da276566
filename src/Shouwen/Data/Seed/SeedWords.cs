namespace Shouwen.Data.Seed;

/// <summary>Sentences that are added to what customers said, so that a million cases hold as many words as real ones do.</summary>
internal static class SeedWords
{
    private static readonly string[] Places = ["厨房", "卫生间", "主卧", "次卧", "客厅", "阳台", "书房", "走廊", "地下室", "会议室", "前台", "机房", "仓库", "教室", "病房", "电梯间"];
    private static readonly string[] Things = ["吊顶", "衣柜", "地板", "墙角", "水管", "阀门", "插座", "窗台", "管道井", "空调口", "新风口", "洗手台", "踢脚线", "橱柜", "接头", "滤网"];
    private static readonly string[] Signs = ["漏水", "有异味", "发霉", "开裂", "松动", "有响声", "漏电", "发黄", "积灰", "起泡", "渗水", "掉漆", "漏气", "堵塞", "过热", "结露"];
    private static readonly string[] Times = ["昨天晚上开始", "上周发现", "已经三天", "搬进来就这样", "下雨后更明显", "每到夜里", "最近一个月", "开机以后"];

    /// <summary>One sentence of many thousand; 漏水 stands in one of sixteen.</summary>
    public static string One(Random chance) => $"{Times[chance.Next(Times.Length)]}，{Places[chance.Next(Places.Length)]}{Things[chance.Next(Things.Length)]}{Signs[chance.Next(Signs.Length)]}。";
}
