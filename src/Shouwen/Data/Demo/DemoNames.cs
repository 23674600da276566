namespace Shouwen.Data.Demo;

/// <summary>Invented names of customers, put together by chance, and what customers say of the service.</summary>
internal static class DemoNames
{
    public static readonly string[] Families = ["张", "李", "刘", "杨", "黄", "周", "吴", "徐", "朱", "马", "胡", "郭", "林", "何", "高", "梁", "郑", "罗", "宋", "谢"];

    public static readonly string[] Given = ["建国", "秀英", "志强", "丽华", "文博", "雨桐", "嘉怡", "浩然", "欣怡", "子轩", "桂兰", "海燕", "晓峰", "婷婷", "俊杰", "梦琪", "永强", "淑珍", "思远", "一鸣"];

    public static readonly string[] Opinions = ["对处理结果表示认可", "希望以后能主动告知进度", "感谢及时处理", "希望加强人员培训", "总体满意"];
}
